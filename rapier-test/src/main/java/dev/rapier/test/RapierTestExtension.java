package dev.rapier.test;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes one run of each {@link RapierTest} for each seed. */
final class RapierTestExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(RapierTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        int declared =
                context.getRequiredTestMethod().getAnnotation(RapierTest.class).seeds();
        return seeds(declared).mapToObj(SeedContext::new);
    }

    private static LongStream seeds(int declared) {
        String one = System.getProperty("rapier.seed");
        if (one != null && !one.isBlank()) {
            return LongStream.of(number("rapier.seed", one));
        }
        String many = System.getProperty("rapier.seeds");
        long count = many == null || many.isBlank() ? declared : number("rapier.seeds", many);
        if (count < 1) {
            throw new IllegalArgumentException("a RapierTest needs at least one seed, not " + count);
        }
        return LongStream.range(0, count);
    }

    private static long number(String property, String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D" + property + " is not a whole number: " + value, e);
        }
    }

    private record SeedContext(long seed) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "seed " + seed;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new SeededRun(seed));
        }
    }
}
