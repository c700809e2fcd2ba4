package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.ParameterType;
import org.codehaus.groovy.ast.Parameter;

/** What a family of steps asks for: each by a type that can be judged where the family is used. */
record FamilyParameters(Session session) {
    void check(Parameter[] parameters) {
        for (Parameter parameter : parameters) {
            Names.refuseTaken(session, parameter.getName(), parameter);
            if (parameter.hasInitialExpression()) {
                session.mistake(
                        Code.FAMILY_VALUE,
                        "a parameter of a family has no value of its own",
                        parameter,
                        "let whoever uses the family say it: use 'id', " + parameter.getName() + ": …");
            } else if (parameter.isDynamicTyped()
                    || ParameterType.of(parameter.getType().getName()).isEmpty()) {
                session.mistake(
                        Code.FAMILY_VALUE,
                        "a parameter of a family has a type that it can be given",
                        parameter,
                        "write String, CharSequence, int, boolean, Duration, LocalDate, List or Map before its name");
            }
        }
    }
}
