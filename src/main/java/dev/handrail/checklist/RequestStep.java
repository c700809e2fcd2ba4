package dev.handrail.checklist;

import dev.handrail.text.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code curl} as {@code http}: what only reads becomes a check. */
final class RequestStep {
    private static final Pattern URL = Pattern.compile("^(?:https?://)([^/\\s]+)(/\\S*)?$");
    private static final List<String> WITH_VALUE =
            List.of("-o", "--output", "-w", "--write-out", "-m", "--max-time", "-u", "--user", "--retry");

    private final Gathering gathering;
    private final String title;
    private final int line;
    private final List<String> headers = new ArrayList<>();
    private String method = "";
    private String url = "";
    private String body = "";

    private RequestStep(Gathering gathering, String title, int line) {
        this.gathering = gathering;
        this.title = title;
        this.line = line;
    }

    /** @return false where the line can't be a request of ours */
    static boolean add(Gathering gathering, String title, int line, ShellCommand command, String piped) {
        RequestStep step = new RequestStep(gathering, title, line);
        return step.read(command.argv()) && step.write(piped);
    }

    private boolean read(List<String> argv) {
        for (int i = 1; i < argv.size(); i++) {
            String word = argv.get(i);
            String next = i + 1 < argv.size() ? argv.get(i + 1) : "";
            if (word.equals("-X") || word.equals("--request")) {
                method = next.toLowerCase(Locale.ROOT);
                i++;
            } else if (word.equals("-H") || word.equals("--header")) {
                headers.add(next);
                i++;
            } else if (word.matches("-d|--data(-raw|-binary)?|--json")) {
                body = next;
                i++;
            } else if (WITH_VALUE.contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                url = word;
            }
        }
        return URL.matcher(url).matches();
    }

    private boolean write(String piped) {
        Matcher place = URL.matcher(url);
        String path = place.matches() && place.group(2) != null ? place.group(2) : "/";
        if (path.contains("$") || body.contains("$")) {
            return false;
        }
        String service = gathering.service(place.group(1));
        String on = gathering.services().size() > 1 ? "; on " + Clean.quoted(service) : "";
        boolean reads = (method.isEmpty() || method.equals("get") || method.equals("head")) && body.isEmpty();
        DraftStep step = reads ? check(path, on) : request(path, on);
        gathering.add(step);
        step.open(gathering.open(
                line,
                Doubt.ANSWER,
                piped.isEmpty() ? "curl prints whatever comes" : "a person looks at what comes: " + piped,
                "status(200) stands in: write expect status(204), or expect matching(~/…/) for what has to come"));
        return true;
    }

    private DraftStep check(String path, String on) {
        return DraftStep.of(
                title,
                "check(" + Clean.quoted(title) + ") { http " + Clean.quoted(path) + "; expect status(200)" + on + " }");
    }

    private DraftStep request(String path, String on) {
        DraftStep step = DraftStep.of(title, "http {");
        step.body().add("  " + (method.isEmpty() ? "post" : method) + " " + Clean.quoted(path));
        for (String header : headers) {
            String[] parts = header.split(":\\s*", 2);
            step.body().add("  header " + Clean.quoted(parts[0]) + ", " + value(parts.length > 1 ? parts[1] : ""));
        }
        if (!body.isEmpty()) {
            step.body().add("  body " + Clean.quoted(body));
        }
        step.body().add("  expect status(200)" + on);
        step.body().add("}");
        return step;
    }

    /** A variable in a header is a secret of the environment. */
    private static String value(String written) {
        Matcher variable = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)}?").matcher(written);
        if (!variable.find()) {
            return Clean.quoted(written);
        }
        String name = variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
        return "\"" + written.substring(0, variable.start()) + "${secret('" + name + "')}"
                + written.substring(variable.end()) + "\"";
    }
}
