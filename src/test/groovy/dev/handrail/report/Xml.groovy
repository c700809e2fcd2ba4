package dev.handrail.report

import javax.xml.parsers.DocumentBuilderFactory
import javax.xml.xpath.XPathConstants
import javax.xml.xpath.XPathFactory
import org.w3c.dom.Document
import org.w3c.dom.Node
import org.w3c.dom.NodeList
import org.xml.sax.InputSource

/** A document as a strict reader sees it, asked by XPath. */
class Xml {
    private final Document document

    Xml(String text) {
        document = DocumentBuilderFactory.newInstance().newDocumentBuilder().with {
            errorHandler = null
            parse(new InputSource(new StringReader(text - '<!doctype html>\n')))
        }
    }

    /** The text of every node that {@code path} finds. */
    List<String> all(String path) {
        NodeList found = XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET) as NodeList
        (0..<found.length).collect { (found.item(it) as Node).textContent }
    }

    String one(String path) {
        List<String> found = all(path)
        assert found.size() == 1
        found[0]
    }
}
