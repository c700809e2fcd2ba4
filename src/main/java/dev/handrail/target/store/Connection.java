package dev.handrail.target.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens S3 as its own programs do: region, endpoint and credentials from variables, profiles or the machine's role. */
final class Connection {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** Where a server of one's own needs some region to be named, and its own programs name this one. */
    private static final Region ANY = Region.US_EAST_1;

    private Connection() {}

    static S3Client open() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                // Each part carries its MD5, which every server of this kind checks; newer checksums not all know.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (ownEndpoint()) {
            builder.forcePathStyle(true);
            if (region().isEmpty()) {
                builder.region(ANY);
            }
        }
        return builder.build();
    }

    private static boolean ownEndpoint() {
        return Stream.of(
                                System.getProperty("aws.endpointUrlS3"),
                                System.getProperty("aws.endpointUrl"),
                                System.getenv("AWS_ENDPOINT_URL_S3"),
                                System.getenv("AWS_ENDPOINT_URL"))
                        .anyMatch(url -> url != null && !url.isBlank())
                || inProfile();
    }

    private static boolean inProfile() {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        return ProfileFile.defaultProfileFile().profile(name).stream()
                .anyMatch(p -> List.of("endpoint_url", "services").stream()
                        .anyMatch(key -> p.property(key).isPresent()));
    }

    private static Optional<Region> region() {
        try {
            return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion());
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }
}
