// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.tls;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/// A key and the chain of its certificate, which is checked to be the key's.
///
/// @param chain the certificate first
record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {

    private static final byte[] PROBE = "pushwire".getBytes(StandardCharsets.US_ASCII);

    /// @param certificatePem what stands in the file
    /// @param keyPem what stands in the file
    static KeyMaterial parse(byte[] certificatePem, byte[] keyPem)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> chain =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(certificatePem))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (chain.isEmpty()) {
            throw new CertificateException("there is no certificate in the file");
        }
        X509Certificate first = chain.getFirst();
        PrivateKey key =
                KeyFactory.getInstance(first.getPublicKey().getAlgorithm())
                        .generatePrivate(new PKCS8EncodedKeySpec(keyIn(keyPem).getEncoded()));
        if (!fits(key, first)) {
            throw new CertificateException("the key is not that of the certificate");
        }
        return new KeyMaterial(key, chain);
    }

    /// In the form that the server asks for.
    KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key, null, chain.toArray(X509Certificate[]::new));
        return store;
    }

    private static PrivateKeyInfo keyIn(byte[] pem) throws IOException, GeneralSecurityException {
        String text = new String(pem, StandardCharsets.UTF_8);
        try (var parser = new PEMParser(new StringReader(text))) {
            Object found = parser.readObject();
            while (found != null) {
                if (found instanceof PEMKeyPair pair) {
                    return pair.getPrivateKeyInfo();
                }
                if (found instanceof PrivateKeyInfo key) {
                    return key;
                }
                found = parser.readObject();
            }
        }
        throw new CertificateException("there is no unencrypted key in the file");
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(PROBE);
        byte[] signature = signing.sign();
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(certificate.getPublicKey());
        checking.update(PROBE);
        return checking.verify(signature);
    }
}
