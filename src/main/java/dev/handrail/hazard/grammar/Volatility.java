package dev.handrail.hazard.grammar;

import dev.handrail.text.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a default is one value for all rows of a statement, or has to be computed for each row. */
public final class Volatility {
    private static final Set<String> STEADY = Set.of(("now transaction_timestamp statement_timestamp date_trunc"
                    + " date_part extract lower upper initcap concat concat_ws md5 format left right substr substring"
                    + " trim btrim ltrim rtrim replace repeat length char_length lpad rpad reverse coalesce nullif"
                    + " greatest least abs ceil ceiling floor round trunc power sqrt mod to_char to_date to_timestamp"
                    + " to_number make_date make_interval make_time make_timestamp make_timestamptz age timezone"
                    + " jsonb_build_object jsonb_build_array json_build_object json_build_array to_json to_jsonb"
                    + " array_fill array_append string_to_array current_setting current_user session_user"
                    + " txid_current pg_current_xact_id pg_backend_pid sha256 sha512 encode decode int4range int8range"
                    + " numrange tsrange tstzrange daterange to_tsvector to_tsquery point box cast row array inet"
                    + " current_timestamp current_date current_time localtime localtimestamp varchar numeric char"
                    + " decimal bit timestamp time interval float version current_schema current_database")
            .split(" "));

    private Volatility() {}

    /**
     * @param known functions that were looked up, by name: true where they are volatile
     */
    public static boolean perRow(List<Token> expression, Map<String, Boolean> known) {
        for (int i = 0; i + 1 < expression.size(); i++) {
            Token token = expression.get(i);
            if (token.named() && expression.get(i + 1).is("(")) {
                String name = token.name().toLowerCase(Locale.ROOT);
                boolean perRow = known.getOrDefault(name, !STEADY.contains(name));
                if (perRow) {
                    return true;
                }
            }
        }
        return false;
    }
}
