package dev.handrail.runbook;

import dev.handrail.text.Text;
import dev.handrail.text.Values;
import java.util.Map;

/** An HTTP service, seen through GET and HEAD. */
public interface Service {
    String base();

    /**
     * @return a scalar reading of the body; facts {@code status}, {@code ms}, {@code header.<name in lower case>}
     */
    Reading ask(String method, Text path, Map<String, Text> headers, Values values);
}
