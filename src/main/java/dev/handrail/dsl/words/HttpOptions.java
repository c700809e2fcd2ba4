package dev.handrail.dsl.words;

import java.util.List;
import java.util.Map;

/** The words of the action {@code http}. */
public record HttpOptions(Block block) implements Values, Answers {
    /** Sends a GET request. */
    @Word(value = "sends a GET request", example = "get '/admin/users/7'")
    public void get(CharSequence path) {
        block.say("get", path);
    }

    /** Sends a HEAD request. */
    @Word(value = "sends a HEAD request", example = "head '/admin/users/7'")
    public void head(CharSequence path) {
        block.say("head", path);
    }

    /** Sends a POST request. */
    @Word(value = "sends a POST request", example = "post '/admin/users/7'")
    public void post(CharSequence path) {
        block.say("post", path);
    }

    /** Sends a PUT request. */
    @Word(value = "sends a PUT request", example = "put '/admin/users/7'")
    public void put(CharSequence path) {
        block.say("put", path);
    }

    /** Sends a PATCH request. */
    @Word(value = "sends a PATCH request", example = "patch '/admin/users/7'")
    public void patch(CharSequence path) {
        block.say("patch", path);
    }

    /** Sends a DELETE request. */
    @Word(value = "sends a DELETE request", example = "delete '/admin/users/7'")
    public void delete(CharSequence path) {
        block.say("delete", path);
    }

    /** A request header; may hold a secret. */
    @Word(value = "a request header", example = "header 'Authorization', \"Bearer ${secret('api-token')}\"")
    public void header(CharSequence name, CharSequence value) {
        block.say("header", name, value);
    }

    /** A JSON body; may hold secrets. */
    @Word(value = "a JSON body", example = "json enabled: true")
    public void json(Map<String, ?> body) {
        block.say("json", body);
    }

    /** A JSON body. */
    @Word(value = "a JSON body", example = "json(['a', 'b'])")
    public void json(List<?> body) {
        block.say("json", body);
    }

    /** A body of text. */
    @Word(value = "a body of text", example = "body 'on'")
    public void body(CharSequence text) {
        block.say("body", text);
    }

    /** A body from a file. */
    @Word(value = "a body from a file", example = "body file('payload.json')")
    public void body(FileText file) {
        block.say("body", file);
    }

    /** The answer that makes the request good; any status from 200 to 299 where nothing is said. */
    @Word(value = "the answer that makes the request good", example = "expect status(204)")
    public void expect(Answer answer) {
        block.say("expect", answer);
    }

    /** The body that makes the request good. */
    @Word(value = "the body that makes the request good", example = "expect 'ok'")
    public void expect(CharSequence text) {
        block.say("expect", text);
    }

    /** Keeps a value of the JSON answer for later steps. */
    @Word(value = "keeps a value of the JSON answer", example = "capture 'id', '$.id'")
    public void capture(CharSequence name, CharSequence path) {
        block.say("capture", name, path);
    }

    /** Keeps a value of the JSON answer in memory only. */
    @Word(value = "keeps a value in memory only", example = "captureSecret 'token', '$.access_token'")
    public void captureSecret(CharSequence name, CharSequence path) {
        block.say("captureSecret", name, path);
    }

    /** Which declared service; not needed where there is one. */
    @Word(value = "which declared service", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }
}
