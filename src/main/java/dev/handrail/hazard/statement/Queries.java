package dev.handrail.hazard.statement;

import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Token;
import java.util.ArrayList;
import java.util.List;

/** The tables that a query reads: they are locked against being dropped, no more. */
record Queries(Schema schema, Impact impact) {
    /** @return the tables that are known, in the order in which they are named */
    List<Relation> read(Cursor cursor, boolean runs) {
        List<Relation> tables = new ArrayList<>();
        boolean table = false;
        while (!cursor.done()) {
            Token token = cursor.peek();
            if (token != null && table && token.named()) {
                Name name = cursor.name();
                if (name != null) {
                    schema.find(name).ifPresent(tables::add);
                }
                table = cursor.at(",");
                continue;
            }
            table = token != null && (token.is("from") || token.is("join") || table && token.is(","));
            cursor.next();
        }
        tables.forEach(r -> reads(r, runs));
        return tables;
    }

    void reads(Relation relation, boolean runs) {
        impact.lock(relation, LockMode.ACCESS_SHARE);
        if (runs && relation.kind() != Relation.Kind.SEQUENCE) {
            new Rewriting(impact).scan(relation);
        }
    }
}
