// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import javax.net.ssl.SSLContext;

/// Which API server a rollout controller works on, and how its pods behave.
///
/// @param headers sent with every request, an `Authorization` for instance
/// @param tls how an https server is trusted; empty for the machine's own way
/// @param digests the digest that a tag stands for now, for the `imageID` of a pod; asked only for
///   images without a digest
/// @param missing images that cannot be pulled
/// @param podStart how long a pod takes until it is ready
public record RolloutOptions(
        URI baseUrl,
        Map<String, String> headers,
        Optional<SSLContext> tls,
        Function<String, Optional<String>> digests,
        Predicate<String> missing,
        Duration podStart) {
    public RolloutOptions {
        headers = Map.copyOf(headers);
    }

    /// No headers, no digests but those in the images; a repository that ends in `/missing` cannot
    /// be pulled.
    public static RolloutOptions of(URI baseUrl) {
        return new RolloutOptions(
                baseUrl,
                Map.of(),
                Optional.empty(),
                _ -> Optional.empty(),
                image -> repository(image).endsWith("/missing"),
                Duration.ZERO);
    }

    static String repository(String image) {
        var digest = image.indexOf('@');
        var tagged = digest < 0 ? image : image.substring(0, digest);
        var tag = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        return tag < 0 ? tagged : tagged.substring(0, tag);
    }

    public RolloutOptions headers(Map<String, String> wanted) {
        return new RolloutOptions(baseUrl, wanted, tls, digests, missing, podStart);
    }

    public RolloutOptions tls(SSLContext wanted) {
        return new RolloutOptions(
                baseUrl, headers, Optional.of(wanted), digests, missing, podStart);
    }

    public RolloutOptions digests(Function<String, Optional<String>> wanted) {
        return new RolloutOptions(baseUrl, headers, tls, wanted, missing, podStart);
    }

    public RolloutOptions missing(Predicate<String> wanted) {
        return new RolloutOptions(baseUrl, headers, tls, digests, wanted, podStart);
    }

    public RolloutOptions podStart(Duration wanted) {
        return new RolloutOptions(baseUrl, headers, tls, digests, missing, wanted);
    }
}
