// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.ApplicationContext;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.command.Desk;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.LoggedOutcomes;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.Settings;
import io.pushwire.syncer.kafka.Remembering;
import io.pushwire.syncer.kafka.Subscription;
import io.pushwire.syncer.level.Recollection;
import io.pushwire.syncer.policy.PolicyReader;
import io.pushwire.syncer.replay.Bound;
import io.pushwire.syncer.replay.Entry;
import io.pushwire.syncer.replay.InUse;
import io.pushwire.syncer.replay.Past;
import io.pushwire.syncer.replay.Plan;
import io.pushwire.syncer.replay.ReplayedOutcomes;
import io.pushwire.syncer.replay.Replaying;
import io.pushwire.syncer.replay.Verdict;
import io.pushwire.syncer.replay.Verdicts;
import io.pushwire.syncer.replay.Window;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The record and the cluster of the configuration, for the command that replays.
final class OpenReplay implements Desk.Replay {

    private final LookingBack looking;
    private final Desk.ReplayAsked asked;
    private final Optional<LookingBack> other;
    private final Clock clock;
    private final Window window;
    private final Supplier<InUse> inUse;
    private final Remembering remembering;
    private final Supplier<Recollection> memory;
    private final Supplier<Verdicts> today;

    /// What the cluster has is waited for where it is first asked for: the log is read meanwhile.
    private OpenReplay(LookingBack looking, Optional<LookingBack> other, Desk.ReplayAsked asked) {
        this.looking = looking;
        this.other = other;
        this.asked = asked;
        this.clock = looking.clock();
        this.window =
                asked.asOf()
                        // The last millisecond of it is within.
                        .<Bound>map(time -> new Bound.Time(time.plusMillis(1)))
                        .map(asked.window()::upTo)
                        .orElse(asked.window());
        this.inUse = once(() -> InUse.of(looking.workloads().all()));
        this.remembering =
                new Remembering(
                        looking.log(), looking.name(), once(looking::workloads), inUse, clock);
        this.memory = once(this::remembered);
        this.today =
                once(() ->
                        Verdicts.today(
                                looking.policies(), memory.get(), looking.flow().pauses(), clock));
    }

    private Recollection remembered() {
        return asked.asOf()
                .map(time -> remembering.asOf(window, time))
                .orElseGet(() -> remembering.today(window.from()));
    }

    /// Something that is waited for.
    private interface Awaited<T> {
        T await() throws InterruptedException;
    }

    /// For who reads Kafka meanwhile, and is interrupted as if it waited for Kafka.
    private static <T> Supplier<T> once(Awaited<T> awaited) {
        var found = new AtomicReference<@Nullable T>();
        return () -> {
            T known = found.get();
            if (known == null) {
                try {
                    known = awaited.await();
                } catch (InterruptedException stopped) {
                    throw new InterruptException(stopped);
                }
                found.set(known);
            }
            return known;
        };
    }

    static OpenReplay open(Map<String, Object> settings, Desk.ReplayAsked asked)
            throws InterruptedException {
        Optional<LookingBack> other = Optional.empty();
        LookingBack looking =
                LookingBack.open(
                        settings,
                        asked.cluster(),
                        asked.apply() ? LookingBack.Reading.FOLLOWED : LookingBack.Reading.ONCE);
        try {
            if (asked.apply()) {
                new ReplayGuard(looking).check(asked.asOf());
            }
            if (asked.policyFile().isPresent()) {
                other = Optional.of(looking.with(PolicyFile.read(asked.policyFile().get())));
            }
            return new OpenReplay(looking, other, asked);
        } catch (KafkaException away) {
            looking.close();
            throw LookingBack.unavailable(away);
        } catch (RuntimeException | InterruptedException failed) {
            looking.close();
            other.ifPresent(LookingBack::close);
            throw failed;
        }
    }

    @Override
    public String cluster() {
        return looking.name();
    }

    @Override
    public Replaying.Reached run(
            Consumer<Entry> entries, Replaying.Progress progress, BooleanSupplier stop)
            throws InterruptedException {
        Optional<String> outcomes =
                other.isPresent()
                        ? Optional.empty()
                        : Optional.of(asked.cluster().orElse(looking.name()));
        try (Past past = looking.log().past(window, outcomes)) {
            if (other.isPresent()) {
                return new Replaying(
                                past,
                                PositionedEvent::new,
                                Verdicts.unwritten(looking.policies(), clock)::of,
                                progress,
                                stop)
                        .shadow(Verdicts.unwritten(other.get().policies(), clock)::of, entries);
            }
            return new Replaying(past, this::hear, this::judge, progress, stop).compare(entries);
        } catch (KafkaException away) {
            throw LookingBack.unavailable(away);
        }
    }

    @Override
    public Optional<Plan> plan(Replaying.Progress progress, BooleanSupplier stop)
            throws InterruptedException {
        try (Past past = looking.log().past(window, Optional.empty())) {
            Plan plan = new Replaying(past, this::hear, this::judge, progress, stop).plan();
            return stop.getAsBoolean() ? Optional.empty() : Optional.of(plan);
        } catch (KafkaException away) {
            throw LookingBack.unavailable(away);
        }
    }

    @Override
    public void apply(Plan plan, String by, Consumer<Outcome> told, BooleanSupplier stop)
            throws InterruptedException {
        ApplicationContext context = looking.context();
        SyncerConfig config = context.getBean(SyncerConfig.class);
        OutcomeFollower events =
                context.getBean(EventsConfig.class).kubernetesEvents()
                        ? looking.cluster().events()
                        : _ -> {};
        var execution =
                new EventExecution(
                        looking.workloads(),
                        memory.get(),
                        context.getBean(PolicyReader.class),
                        new ReplayedOutcomes(
                                context.getBean(Subscription.class).outcomesOf(config.cluster()),
                                by,
                                told),
                        List.of(new LoggedOutcomes(), memory.get(), events),
                        new Settings(config.cluster(), false, config.parallelWrites()),
                        looking.flow(),
                        (_, _, _) -> {},
                        clock);
        for (Plan.Planned planned : plan.events()) {
            if (stop.getAsBoolean()) {
                return;
            }
            execution.run(planned.event(), false);
        }
    }

    private List<Verdict> judge(PositionedEvent event) throws InterruptedException {
        return today.get().of(event);
    }

    /// What no workload uses need not be remembered.
    private PositionedEvent hear(ImageEvent event, Position at) {
        // Kafka is asked for its offsets while the cluster is listed.
        Recollection remembered = memory.get();
        return inUse.get().mayBe(event.image().toString())
                ? remembered.hear(event, at)
                : new PositionedEvent(event, at);
    }

    @Override
    public void close() {
        remembering.close();
        other.ifPresent(LookingBack::close);
        looking.close();
    }
}
