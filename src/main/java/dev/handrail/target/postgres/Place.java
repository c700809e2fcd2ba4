package dev.handrail.target.postgres;

/** One server that may answer. */
public record Place(String host, int port) {
    /** As in a URL: an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
