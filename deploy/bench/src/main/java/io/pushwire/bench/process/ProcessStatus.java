// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the system tells of a process
/// (https://man7.org/linux/man-pages/man5/proc_pid_status.5.html).
public record ProcessStatus(long pid) {

    private static final long KIB = 1024;

    /// Resident memory in bytes; 0 where the system does not tell.
    public long resident() {
        return bytes("VmRSS:");
    }

    /// The most that it ever was; 0 where the system does not tell.
    public long residentPeak() {
        return bytes("VmHWM:");
    }

    /// What of it is no file's; 0 where the system does not tell.
    public long anonymous() {
        return bytes("RssAnon:");
    }

    private long bytes(String line) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(each -> each.startsWith(line))
                    .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
