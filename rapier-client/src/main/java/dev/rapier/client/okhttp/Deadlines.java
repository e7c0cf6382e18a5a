package dev.rapier.client.okhttp;

import dev.rapier.client.ClientTimeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Gives each call its own timeouts, where they differ from those of the engine. */
final class Deadlines implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        ClientTimeouts timeouts = OkHttpTransport.state(chain.call()).request.timeouts();
        Chain timed = chain;
        int connect = millis(timeouts.connect());
        int read = millis(timeouts.read());
        int write = millis(timeouts.write());
        if (connect != chain.connectTimeoutMillis()) {
            timed = timed.withConnectTimeout(connect, TimeUnit.MILLISECONDS);
        }
        if (read != chain.readTimeoutMillis()) {
            timed = timed.withReadTimeout(read, TimeUnit.MILLISECONDS);
        }
        if (write != chain.writeTimeoutMillis()) {
            timed = timed.withWriteTimeout(write, TimeUnit.MILLISECONDS);
        }
        return timed.proceed(chain.request());
    }

    /** For OkHttp 0 means no limit. */
    static int millis(Duration time) {
        return time.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0 ? 0 : (int) Math.max(1, time.toMillis());
    }
}
