package dev.handrail.report

import dev.handrail.json.Json

/** Judges documents by a published schema; a keyword that it does not know is refused, so that nothing is passed over. */
class Schema {
    private static final Set<String> SAYS_NOTHING = ['$schema', '$defs', 'title', 'description', 'format'] as Set

    final Map<String, Object> whole

    Schema(String file) {
        whole = Json.read(new File("docs/schema/$file").getText('UTF-8')) as Map
    }

    /** What is wrong with {@code document}; empty where it fits. */
    List<String> wrong(Object document) {
        judged(document, whole, '$')
    }

    private List<String> judged(Object it, Map schema, String at) {
        schema.collectMany { String word, Object rule ->
            word in SAYS_NOTHING ? [] : keyword(word, rule, it, schema, at)
        }
    }

    private List<String> keyword(String keyword, Object rule, Object it, Map schema, String at) {
        switch (keyword) {
            case '$ref': return judged(it, whole.'$defs'[(rule as String) - '#/$defs/'] as Map, at)
            case 'type': return ([rule].flatten().any { t -> typed(it, t as String) }) ? [] : ["$at is no $rule: $it".toString()]
            case 'const': return it == rule ? [] : ["$at is not $rule".toString()]
            case 'enum': return (rule as List).contains(it) ? [] : ["$at is none of $rule: $it".toString()]
            case 'pattern': return !(it instanceof String) || it =~ (rule as String) ? [] : ["$at does not match".toString()]
            case 'minimum': return !(it instanceof Number) || it >= (rule as Number) ? [] : ["$at is less than $rule".toString()]
            case 'required': return it instanceof Map ? (rule as List).findAll { n -> !it.containsKey(n) }.collect { n -> "$at.$n is missing".toString() } : []
            case 'properties': return !(it instanceof Map) ? [] : (rule as Map).collectMany { n, s -> it.containsKey(n) ? judged(it[n], s as Map, "$at.$n") : [] }
            case 'additionalProperties': return !(it instanceof Map) ? [] : it.collectMany { n, v -> ((schema.get('properties') ?: [:]) as Map).containsKey(n) ? [] : judged(v, rule as Map, "$at.$n") }
            case 'items': return !(it instanceof List) ? [] : it.withIndex().collectMany { v, i -> judged(v, rule as Map, "$at[$i]") }
            case 'anyOf': return (rule as List).any { s -> judged(it, s as Map, at).empty } ? [] : ["$at fits none".toString()]
            case 'allOf': return (rule as List).collectMany { s -> judged(it, s as Map, at) }
            case 'if': return judged(it, rule as Map, at).empty ? judged(it, schema.then as Map, at) : []
            case 'then': return []
            default: throw new IllegalArgumentException("a keyword that is not judged: $keyword")
        }
    }

    private static boolean typed(Object it, String type) {
        switch (type) {
            case 'string': return it instanceof String
            case 'integer': return it instanceof Long || it instanceof Integer
            case 'number': return it instanceof Number
            case 'boolean': return it instanceof Boolean
            case 'object': return it instanceof Map
            case 'array': return it instanceof List
            case 'null': return it == null
            default: throw new IllegalArgumentException(type)
        }
    }
}
