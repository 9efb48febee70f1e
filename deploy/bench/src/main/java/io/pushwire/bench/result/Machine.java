// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/// What the numbers were measured on. Numbers of a machine that others use say little, ratios more.
///
/// @param cpus that this process may use
/// @param loadBefore the load average of the minute before the run; negative where it is not told
/// @param java the version that all processes run on
/// @param system name and version
public record Machine(int cpus, double loadBefore, String java, String system) {

    public static Machine now() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                System.getProperty("java.vm.version"),
                system.getName() + " " + system.getVersion());
    }

    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    public void into(ObjectNode json) {
        json.put("cpus", cpus);
        json.put("java", java);
        json.put("system", system);
        json.put("loadBefore", loadBefore);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d CPUs, load before %.1f, Java %s, %s",
                cpus,
                loadBefore,
                java,
                system);
    }
}
