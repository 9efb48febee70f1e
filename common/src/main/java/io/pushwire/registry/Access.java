// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Answers a registry's challenges, with tokens that all look-ups in a repository share.
final class Access {

    private static final int MOST_TOKEN_BYTES = 256 * 1024;
    private static final int LOCKS = 64;
    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

    private final RegistrySettings settings;
    private final Exchange exchange;
    private final Credentials credentials;
    private final TokenRealms realms;
    private final TokenCache tokens;
    private final ConcurrentMap<Integer, ReentrantLock> fetching = new ConcurrentHashMap<>();
    private volatile boolean basic;
    private volatile Challenge.@Nullable Bearer known;

    Access(RegistrySettings settings, Exchange exchange, Clock clock) {
        this.settings = settings;
        this.exchange = exchange;
        this.credentials = new Credentials(settings, clock);
        this.realms = new TokenRealms(settings);
        this.tokens = new TokenCache(clock);
    }

    /// What is sent before anybody asks for it.
    ///
    /// @param answered the challenge that a new token was fetched for
    record Expected(Optional<String> authorization, Optional<Challenge> answered) {

        /// Whether the registry wants nothing else than what it was shown.
        boolean answers(List<Challenge> challenges) {
            return answered.filter(challenges::contains).isPresent();
        }
    }

    /// What this registry is known to want, so that it need not ask first.
    Expected expected(String repository, Deadline deadline) throws NoAnswer, InterruptedException {
        Optional<String> token = tokens.get(repository).map(Access::bearer);
        if (token.isPresent()) {
            return new Expected(token, Optional.empty());
        }
        if (basic) {
            return new Expected(
                    credentials.get(deadline).map(RegistryCredential::basic), Optional.empty());
        }
        Challenge.Bearer wanted = known;
        if (wanted == null) {
            return new Expected(Optional.empty(), Optional.empty());
        }
        try {
            String fetched = token(wanted, repository, Optional.empty(), deadline);
            return new Expected(Optional.of(bearer(fetched)), Optional.of(wanted));
        } catch (NoAnswer refused) {
            if (refused.looked() instanceof Looked.NotAllowed) {
                // Perhaps it wants nothing here.
                return new Expected(Optional.empty(), Optional.empty());
            }
            throw refused;
        }
    }

    /// The `Authorization` that answers the challenge.
    ///
    /// @param refused what was sent and not taken, if anything
    String answer(
            List<Challenge> challenges,
            String repository,
            Optional<String> refused,
            Deadline deadline)
            throws NoAnswer, InterruptedException {
        for (Challenge challenge : challenges) {
            if (challenge instanceof Challenge.Bearer wanted) {
                return bearer(token(wanted, repository, refused, deadline));
            }
        }
        if (challenges.isEmpty()) {
            throw NoAnswer.notAllowed(
                    settings.host() + " answered 401 and does not say what it wants to see");
        }
        return basic(refused, deadline);
    }

    private String basic(Optional<String> refused, Deadline deadline)
            throws NoAnswer, InterruptedException {
        if (refused.isPresent()) {
            credentials.forget();
        }
        Optional<RegistryCredential> credential = credentials.get(deadline);
        if (credential.isEmpty()) {
            throw NoAnswer.notAllowed(
                    settings.host() + " wants name and password, and none are configured");
        }
        if (credential.get().identityToken()) {
            throw NoAnswer.notAllowed(
                    settings.host() + " wants name and password, and has only an identity token");
        }
        String answer = credential.get().basic();
        if (refused.filter(answer::equals).isPresent()) {
            throw NoAnswer.notAllowed(settings.host() + " refused name and password");
        }
        basic = true;
        return answer;
    }

    /// Cached, or fetched by one of those who wait for it.
    private String token(
            Challenge.Bearer wanted, String repository, Optional<String> refused, Deadline deadline)
            throws NoAnswer, InterruptedException {
        ReentrantLock lock =
                fetching.computeIfAbsent(
                        Math.floorMod(repository.hashCode(), LOCKS), _ -> new ReentrantLock());
        if (!lock.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
            throw NoAnswer.unavailable(
                    "Tried to get a token for %s but none came within %s"
                            .formatted(settings.host(), deadline.whole()));
        }
        try {
            Optional<String> kept = tokens.get(repository);
            if (kept.isPresent() && !refused.equals(kept.map(Access::bearer))) {
                return kept.get();
            }
            kept.ifPresent(token -> tokens.drop(repository, token));
            TokenAnswer fetched = fetch(wanted, repository, deadline);
            tokens.put(repository, fetched.token(), fetched.seconds());
            known = wanted;
            return fetched.token();
        } finally {
            lock.unlock();
        }
    }

    private TokenAnswer fetch(Challenge.Bearer wanted, String repository, Deadline deadline)
            throws NoAnswer, InterruptedException {
        Request request = request(wanted, repository, deadline);
        String service = Exchange.authority(request.url());
        Exchange.Reply reply = exchange.send(request, MOST_TOKEN_BYTES, deadline);
        return switch (reply.status()) {
            case 200 ->
                    TokenAnswer.read(reply.body().toByteArray())
                            .orElseThrow(() ->
                                    NoAnswer.unavailable(
                                            "the token service "
                                                    + service
                                                    + " answered without a token"));
            case 400, 401, 403, 404 -> {
                credentials.forget();
                throw NoAnswer.notAllowed(
                        "the token service %s answered %d".formatted(service, reply.status()));
            }
            default ->
                    throw NoAnswer.unavailable(
                            "the token service %s answered %d".formatted(service, reply.status()));
        };
    }

    private Request request(Challenge.Bearer wanted, String repository, Deadline deadline)
            throws NoAnswer, InterruptedException {
        HttpUrl realm = allowed(wanted.realm());
        Optional<RegistryCredential> credential = credentials.get(deadline);
        // What we need, not what the registry says that we need.
        String question =
                "service=%s&scope=%s"
                        .formatted(
                                encoded(wanted.service()),
                                encoded("repository:" + repository + ":pull"));
        if (credential.isPresent() && credential.get().identityToken()) {
            // https://distribution.github.io/distribution/spec/auth/oauth/
            String form =
                    "grant_type=refresh_token&client_id=pushwire&%s&refresh_token=%s"
                            .formatted(question, encoded(credential.get().secret()));
            return new Request.Builder()
                    .url(realm)
                    .post(RequestBody.create(form.getBytes(StandardCharsets.UTF_8), FORM))
                    .build();
        }
        HttpUrl.Builder address = realm.newBuilder();
        String further = realm.encodedQuery() == null ? "" : realm.encodedQuery() + "&";
        var get = new Request.Builder().url(address.encodedQuery(further + question).build());
        credential.ifPresent(own -> get.header("Authorization", own.basic()));
        return get.build();
    }

    private HttpUrl allowed(String realm) throws NoAnswer {
        try {
            HttpUrl address = HttpUrl.get(realm);
            // As the client reads it, which may not be as somebody else would.
            Optional<String> refusal = realms.refusal(address.uri());
            if (refusal.isEmpty()) {
                return address;
            }
            throw NoAnswer.notAllowed(
                    "%s sends to \"%s\" for a token, which %s"
                            .formatted(settings.host(), realm, refusal.get()));
        } catch (IllegalArgumentException unreadable) {
            throw NoAnswer.notAllowed(settings.host() + " sends to what is no address for a token");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }
}
