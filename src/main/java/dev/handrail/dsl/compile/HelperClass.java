package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.FieldNode;
import org.codehaus.groovy.ast.InnerClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;

/** A class that the author writes holds static methods and constants, nothing else. */
record HelperClass(ClassNode type, Guard guard) {
    void check() {
        name();
        if (unusual()) {
            guard.refuse(
                    "only plain classes with static methods are part of the language",
                    type,
                    "write a class with static methods");
            guard.session().silence(type);
            return;
        }
        parents();
        type.getMethods().forEach(this::method);
        type.getDeclaredConstructors()
                .forEach(c -> guard.refuse("a class of a runbook has no constructor", c, "write static methods"));
        type.getFields().forEach(this::field);
    }

    private void name() {
        String name = type.getNameWithoutPackage();
        if (Types.written(name)) {
            guard.session()
                    .mistake(
                            Code.NAME_TAKEN,
                            "'" + name + "' is a type of the language",
                            type,
                            name,
                            "give the class another name");
        }
    }

    /** An annotation that is left was made by the compiler: for a trait, a record, an enum. */
    private boolean unusual() {
        return !type.getAnnotations().isEmpty()
                || type.isInterface()
                || type.isEnum()
                || type.isRecord()
                || type instanceof InnerClassNode;
    }

    private void parents() {
        if (!ClassHelper.isObjectType(type.getSuperClass()) || type.getInterfaces().length > 0) {
            guard.refuse(
                    "a class of a runbook extends and implements nothing",
                    type,
                    "write static methods in it and call them");
            type.setSuperClass(ClassHelper.OBJECT_TYPE);
            type.setInterfaces(ClassNode.EMPTY_ARRAY);
        }
    }

    private void method(MethodNode method) {
        for (Parameter parameter : method.getParameters()) {
            if (parameter.hasInitialExpression()) {
                guard.refuse("a parameter has no value of its own", parameter, "pass the value where it is called");
                parameter.setInitialExpression(null);
            }
        }
        if (!method.isStatic()) {
            String name = method.getName();
            refuse(
                    "a helper's method has to be static, and '" + name + "' is not",
                    method,
                    name,
                    "write: static " + name + "(…)");
        }
    }

    private void field(FieldNode field) {
        if (!field.isStatic() || !field.isFinal()) {
            String name = field.getName();
            refuse("'" + name + "' can change", field, name, "write: static final … " + name);
        }
    }

    private void refuse(String what, ASTNode at, String name, String fix) {
        guard.session().mistake(Code.NOT_ALLOWED, what, at, name, fix);
    }
}
