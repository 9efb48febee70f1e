// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// By password, SCRAM-SHA-512.
final class Passwords implements Credentials {

    private static final String PLAIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\""
                    + " password=\"admin\"";
    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final int ITERATIONS = 4096;

    @Override
    public String kafkaValues() {
        return "sasl: {mechanism: SCRAM-SHA-512}";
    }

    @Override
    public String userValues() {
        return "{enabled: true}";
    }

    @Override
    public String protocol() {
        return "SASL_PLAINTEXT";
    }

    @Override
    public Map<String, String> brokerSettings() {
        return Map.of(
                "sasl.enabled.mechanisms",
                "PLAIN,SCRAM-SHA-512",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                PLAIN + " user_admin=\"admin\";",
                "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
                SCRAM + ";");
    }

    @Override
    public Map<String, String> superuser() {
        return Map.of(
                "security.protocol",
                protocol(),
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                PLAIN + ";");
    }

    @Override
    public String principal(String user) {
        return "User:" + user;
    }

    @Override
    public void know(Admin admin, String user) throws ExecutionException, InterruptedException {
        var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        admin.alterUserScramCredentials(
                        List.of(new UserScramCredentialUpsertion(user, credential, password(user))))
                .all()
                .get();
    }

    @Override
    public Login login(String user) {
        String jaas = "%s username=\"%s\" password=\"%s\";".formatted(SCRAM, user, password(user));
        return new Login(Map.of("KAFKA_SASL_JAAS_CONFIG", jaas), Map.of());
    }

    private static String password(String user) {
        return "of " + user;
    }
}
