package dev.handrail.report;

import dev.handrail.text.Escape;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Elements and text, always well-formed: text from outside can neither end an element nor carry what XML forbids. */
final class Markup {
    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    /** @param prolog what stands before the first element */
    Markup(String prolog) {
        out.write(prolog);
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens an element; {@code attributes} are names and values by turns. */
    Markup open(String name, String... attributes) {
        return write(() -> {
            xml.writeStartElement(name);
            attributes(attributes);
        });
    }

    /** An element that never has content. */
    Markup empty(String name, String... attributes) {
        return write(() -> {
            xml.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    /** An element with text alone. */
    Markup leaf(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    Markup text(String text) {
        return write(() -> xml.writeCharacters(clean(text)));
    }

    Markup close() {
        return write(() -> {
            xml.writeEndElement();
            xml.flush();
        });
    }

    /** The whole document; everything that was opened has been closed. */
    String document() {
        write(xml::close);
        return out + "\n";
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], clean(attributes[i + 1]).replace('\n', ' '));
        }
    }

    /** Half a surrogate pair and the two characters that are none have no place in a document. */
    private static String clean(String text) {
        String safe = Escape.lines(text);
        if (safe.codePoints().noneMatch(Markup::noCharacter)) {
            return safe;
        }
        StringBuilder clean = new StringBuilder();
        safe.codePoints().forEach(c -> {
            if (noCharacter(c)) {
                clean.append(String.format("\\u%04x", c));
            } else {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    private static boolean noCharacter(int c) {
        return (c >= 0xd800 && c <= 0xdfff) || c == 0xfffe || c == 0xffff;
    }

    private Markup write(Writing writing) {
        try {
            writing.write();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Writing {
        void write() throws XMLStreamException;
    }
}
