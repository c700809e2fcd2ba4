package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.FieldNode;
import org.codehaus.groovy.ast.InnerClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;

/** A class that the author writes holds static methods and constants, nothing else. */
final class HelperClass {
    private HelperClass() {}

    static void check(ClassNode type, Guard guard) {
        Session session = guard.session();
        if (Types.written(type.getNameWithoutPackage())) {
            session.mistake(
                    Code.NAME_TAKEN,
                    "'" + type.getNameWithoutPackage() + "' is a type of the language",
                    type,
                    type.getNameWithoutPackage(),
                    "give the class another name");
        }
        if (!type.getAnnotations().isEmpty()
                || type.isInterface()
                || type.isEnum()
                || type.isRecord()
                || type instanceof InnerClassNode) {
            guard.refuse(
                    "only plain classes with static methods are part of the language",
                    type,
                    "write a class with static methods");
            session.silence(type);
            return;
        }
        if (!ClassHelper.isObjectType(type.getSuperClass()) || type.getInterfaces().length > 0) {
            guard.refuse(
                    "a class of a runbook extends and implements nothing",
                    type,
                    "write static methods in it and call them");
            type.setSuperClass(ClassHelper.OBJECT_TYPE);
            type.setInterfaces(ClassNode.EMPTY_ARRAY);
        }
        for (MethodNode method : type.getMethods()) {
            for (Parameter parameter : method.getParameters()) {
                if (parameter.hasInitialExpression()) {
                    guard.refuse("a parameter has no value of its own", parameter, "pass the value where it is called");
                    parameter.setInitialExpression(null);
                }
            }
            if (!method.isStatic()) {
                session.mistake(
                        Code.NOT_ALLOWED,
                        "'" + method.getName() + "' is not static",
                        method,
                        method.getName(),
                        "write: static " + method.getName() + "(…)");
            }
        }
        type.getDeclaredConstructors()
                .forEach(c -> guard.refuse("a class of a runbook has no constructor", c, "write static methods"));
        for (FieldNode field : type.getFields()) {
            if (!field.isStatic() || !field.isFinal()) {
                session.mistake(
                        Code.NOT_ALLOWED,
                        "'" + field.getName() + "' can change",
                        field,
                        field.getName(),
                        "write: static final … " + field.getName());
            }
        }
    }
}
