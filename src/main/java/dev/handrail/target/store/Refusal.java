package dev.handrail.target.store;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What S3 refuses, or does not answer, in words that say what to do. */
final class Refusal {
    private Refusal() {}

    /** @throws Problem exit 7 where it does not come through */
    static <T> T told(Bucket at, Supplier<T> asked) {
        try {
            return asked.get();
        } catch (SdkException e) {
            throw problem(at, e);
        }
    }

    static Problem problem(Bucket at, SdkException e) {
        if (!(e instanceof AwsServiceException answer)) {
            return of(at, "can't be reached", root(e), connect(e), e);
        }
        String said = answer.statusCode() + " "
                + (answer.awsErrorDetails() == null
                        ? ""
                        : answer.awsErrorDetails().errorCode() + ": "
                                + answer.awsErrorDetails().errorMessage());
        return switch (answer.statusCode()) {
            case 401, 403 ->
                of(
                        at,
                        "refuses us",
                        said,
                        "see whose credentials are used (aws sts get-caller-identity) and what they may: list, read,"
                                + " write and delete below " + at,
                        e);
            case 404 -> of(at, "is not there", said, "make the bucket " + at.name() + ", or write its right name", e);
            case 301, 307, 400 ->
                of(at, "does not take the request", said, "see that AWS_REGION is the bucket's region", e);
            default -> of(at, "can't serve us now", said, "try again later: resume", e);
        };
    }

    private static String connect(SdkException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("credentials")) {
            return "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in the environment of handrail";
        }
        if (said.contains("region")) {
            return "set AWS_REGION, or region in the profile";
        }
        return "see that its server is up and reached from here (AWS_ENDPOINT_URL), then resume";
    }

    private static String root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause == e ? said : cause.getClass().getSimpleName().replace("Exception", "") + ": " + said;
    }

    private static Problem of(Bucket at, String what, String why, String remedy, Exception e) {
        return new Problem(ExitCode.UNREACHABLE, at + " " + what, "", why.strip(), remedy, e);
    }
}
