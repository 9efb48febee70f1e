// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A parent that can be killed: starts a broker, says which process it is, and stays.
final class BrokerParent {

    private BrokerParent() {}

    public static void main(String[] arguments) throws Exception {
        DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
        System.out.println("broker " + Broker.start(data).pid());
        new CountDownLatch(1).await();
    }
}
