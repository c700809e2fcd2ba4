package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.text.NearWord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * The first look at a parsed script, before the compiler looks for a single class or runs a single transformation:
 * annotations, imports and type names outside the language are refused and taken out, so that none of them can act.
 */
final class Guard extends CompilationCustomizer {
    private final Session session;
    private boolean seenModule;

    Guard(Session session) {
        super(CompilePhase.CONVERSION);
        this.session = session;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        ModuleNode module = source.getAST();
        if (!seenModule) {
            seenModule = true;
            module.putNodeMetaData(Session.KEY, session);
            imports(module);
        }
        new TypeNames(source, this, ownTypes(module)).visitClass(type);
    }

    private static Set<String> ownTypes(ModuleNode module) {
        return module.getClasses().stream().map(ClassNode::getName).collect(Collectors.toSet());
    }

    private void imports(ModuleNode module) {
        if (module.getPackage() != null) {
            refuseAnnotations(module.getPackage());
            session.mistake(Code.IMPORT, "a runbook is in no package", module.getPackage(), "delete the package line");
            module.setPackage(null);
        }
        List.of(
                        module.getImports(),
                        module.getStaticImports().values(),
                        module.getStaticStarImports().values())
                .forEach(all -> all.forEach(this::refuseImport));
        module.getStarImports().forEach(this::refuseImport);
    }

    private static boolean foreign(ImportNode node) {
        return node.getLineNumber() > 0 && !Types.importable(named(node));
    }

    private static String named(ImportNode node) {
        String name = node.getPackageName() != null ? node.getPackageName() : node.getClassName();
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private void refuseImport(ImportNode node) {
        refuseAnnotations(node);
        if (foreign(node)) {
            session.mistake(
                    Code.IMPORT,
                    "the import of " + named(node) + " is not allowed",
                    node,
                    "delete it; only java.time may be imported");
            if (node.getType() != null && !node.getType().isResolved()) {
                node.getType().setRedirect(ClassHelper.OBJECT_TYPE);
            }
        }
    }

    /** Refuses and removes: an annotation that stays could run code while the script is compiled. */
    void refuseAnnotations(AnnotatedNode node) {
        List<AnnotationNode> written = node.getAnnotations().stream()
                .filter(a -> !a.getClassNode().isResolved())
                .toList();
        written.forEach(a -> session.mistake(
                Code.ANNOTATION,
                "annotations are not part of the language, they can run code while it is read: @"
                        + a.getClassNode().getUnresolvedName(),
                a.getLineNumber() > 0 ? a : node,
                "delete the annotation"));
        if (!written.isEmpty()) {
            node.getAnnotations().removeAll(written);
        }
    }

    /** Refuses a type that is not in the language and puts Object in its place. */
    void refuseType(ClassNode type, ASTNode at, Set<String> own) {
        if (type.isArray()) {
            refuseType(type.getComponentType(), at, own);
            return;
        }
        refuseGenerics(type, at, own);
        refuseTypeAnnotations(type, at);
        String name = type.getUnresolvedName();
        if (type.isPrimaryClassNode() || own.contains(name) || Types.written(name) || type.isGenericsPlaceHolder()) {
            return;
        }
        session.mistake(
                Code.NOT_ALLOWED,
                "'" + name + "' is no type of the language",
                type.getLineNumber() > 0 ? type : at,
                "use text, numbers, lists, maps and java.time",
                List.of(),
                NearWord.of(name, Types.names()));
        if (!type.isResolved()) {
            type.setRedirect(ClassHelper.OBJECT_TYPE);
        }
    }

    private void refuseGenerics(ClassNode type, ASTNode at, Set<String> own) {
        GenericsType[] generics = type.getGenericsTypes();
        if (generics == null || type.isGenericsPlaceHolder()) {
            return;
        }
        for (GenericsType generic : generics) {
            if (!generic.isWildcard() && !generic.isPlaceholder()) {
                refuseType(generic.getType(), at, own);
            }
        }
    }

    private void refuseTypeAnnotations(ClassNode type, ASTNode at) {
        if (!type.getTypeAnnotations().isEmpty()) {
            session.mistake(
                    Code.ANNOTATION,
                    "annotations are not part of the language, they can run code while it is read",
                    at,
                    "delete the annotation");
            type.getTypeAnnotations().clear();
        }
    }

    void refuse(String what, ASTNode at, String fix) {
        session.mistake(Code.NOT_ALLOWED, what, at, fix);
    }

    void refuseTypes(Parameter[] parameters, Set<String> own) {
        for (Parameter parameter : parameters) {
            refuseAnnotations(parameter);
            refuseType(parameter.getOriginType(), parameter, own);
        }
    }

    Session session() {
        return session;
    }
}
