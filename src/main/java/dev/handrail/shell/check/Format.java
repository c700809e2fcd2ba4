package dev.handrail.shell.check;

import dev.handrail.shell.out.Console;
import java.nio.file.Path;
import java.util.List;

/** A form in which all that was found is told. */
public enum Format {
    TEXT,
    JSON,
    SARIF,
    GITHUB;

    /** @param folder from which paths are written, where a form wants them so */
    public void tell(Console console, List<Checked> all, Path folder) {
        switch (this) {
            case TEXT -> all.forEach(one -> Lines.tell(console, one));
            case JSON -> all.forEach(one -> Records.tell(console, one));
            case SARIF -> console.document(Sarif.of(all, folder) + "\n");
            case GITHUB -> Annotations.of(all, folder).forEach(console::data);
        }
    }
}
