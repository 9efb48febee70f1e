// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The memory of another JVM, as the system and the JVM itself tell it.
public record Memory(long pid) {

    /// Resident memory in bytes; 0 where the system does not tell.
    public long resident() {
        return new ProcessStatus(pid).resident();
    }

    /// Of that, what is no file's: a mapped file may be dropped at any time.
    public long anonymous() {
        return new ProcessStatus(pid).anonymous();
    }

    /// The most since [#forgetPeak]; 0 where the system does not tell.
    public long residentPeak() {
        return new ProcessStatus(pid).residentPeak();
    }

    /// https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html
    public void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
        } catch (IOException notLinux) {
            System.err.println("the peak of the memory is that of the whole life: " + notLinux);
        }
    }

    /// What is on the heap after a full collection.
    public HeapHistogram heap() throws IOException, InterruptedException {
        // The first collection enqueues what is only weakly reachable; the histogram does another.
        jcmd("GC.run");
        return HeapHistogram.parse(jcmd("GC.class_histogram"));
    }

    private List<String> jcmd(String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked =
                new ProcessBuilder(jcmd, String.valueOf(pid), command)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IOException("Tried to ask the JVM but " + said);
        }
        return said.lines().toList();
    }
}
