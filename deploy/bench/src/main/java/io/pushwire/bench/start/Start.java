// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.start;

import io.pushwire.bench.process.ProcessStatus;
import io.pushwire.bench.process.ServiceProcess;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One start of a program, its child processes included.
///
/// @param trained whether it had an AOT cache
/// @param seconds from the launcher's start until it was ready
/// @param cpuSeconds that it had used by then; on a machine that others use they say more
/// @param resident bytes, idle
record Start(Program program, boolean trained, double seconds, double cpuSeconds, long resident) {

    // Until a start's last work is done and nothing but the idle state is measured.
    private static final int REST_SECONDS = 3;

    /// Of a process that has just become ready.
    static Start of(Program program, boolean trained, ServiceProcess process)
            throws InterruptedException {
        double cpu = cpuSeconds(process.pid());
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        return new Start(
                program,
                trained,
                process.start().toNanos() / 1e9,
                cpu,
                tree(process.pid()).stream()
                        .mapToLong(each -> new ProcessStatus(each.pid()).resident())
                        .sum());
    }

    private static double cpuSeconds(long pid) {
        return tree(pid).stream()
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(each -> each.toNanos() / 1e9)
                .sum();
    }

    private static List<ProcessHandle> tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
    }
}
