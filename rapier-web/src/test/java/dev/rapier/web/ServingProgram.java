package dev.rapier.web;

import dev.rapier.http.Get;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A program as a user writes it; what it does at its start and end is named by its argument. */
final class ServingProgram {
    private ServingProgram() {}

    static final class Broken {
        @Get("no-slash")
        String broken() {
            return "";
        }
    }

    public static void main(String[] arguments) {
        switch (arguments[0]) {
            case "plain" ->
                Rapier.create().onShutdown(() -> System.out.println("hook ran")).serve();
            case "hangs at the end" ->
                Rapier.create().onShutdown(ServingProgram::hang).serve();
            case "hangs at the start" ->
                Rapier.create().onStartup(ServingProgram::hang).serve();
            case "fails at the start" ->
                Rapier.create()
                        .onStartup(() -> {
                            throw new IllegalStateException("the database is down");
                        })
                        .serve();
            case "can't be served" -> Rapier.serve(new Broken());
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void hang() throws InterruptedException {
        System.out.println("hanging");
        if (new CountDownLatch(1).await(Duration.ofMinutes(5).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}
