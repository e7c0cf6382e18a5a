package dev.rapier.client;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * A decoder that is there if the user has its library: found by its name, so that neither the module path nor the class path has to
 * have it.
 */
record OptionalDecoder(Optional<Constructor<? extends InputStream>> constructor) {
    /** Brotli (RFC 7932), of {@code org.brotli:dec}. */
    static final OptionalDecoder BROTLI = of("org.brotli.dec.BrotliInputStream");

    /** Zstandard (RFC 8878), of {@code com.github.luben:zstd-jni}. By itself it takes windows of 128 MiB at most. */
    static final OptionalDecoder ZSTANDARD = of("com.github.luben.zstd.ZstdInputStreamNoFinalizer");

    private static OptionalDecoder of(String className) {
        try {
            Class<?> found = Class.forName(className, false, OptionalDecoder.class.getClassLoader());
            return new OptionalDecoder(
                    Optional.of(found.asSubclass(InputStream.class).getConstructor(InputStream.class)));
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return new OptionalDecoder(Optional.empty());
        }
    }

    boolean isPresent() {
        return constructor.isPresent();
    }

    InputStream open(InputStream encoded) throws IOException {
        try {
            return constructor.orElseThrow().newInstance(encoded);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IOException("the decoder can't be used: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException("the decoder can't be used: " + e, e);
        }
    }
}
