// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import java.lang.reflect.Method;

/// Ctrl-C goes to the whole process group, and systemd's stop to the whole control group: the
/// broker must outlive the services that still write to it, and hears only its parent.
final class TerminalSignals {

    private TerminalSignals() {}

    /// By reflection, because javac refuses `sun.misc.Signal` under `-Werror` and there is no other
    /// way in the JDK. Where the class is missing the broker merely ends a moment early.
    static void ignore() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object ignored = handler.getField("SIG_IGN").get(null);
            for (String name : new String[] {"INT", "TERM", "HUP"}) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ignored);
            }
        } catch (ReflectiveOperationException unknown) {
            System.out.println("signals are not ignored here: " + unknown);
        }
    }
}
