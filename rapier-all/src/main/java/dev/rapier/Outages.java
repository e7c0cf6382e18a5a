package dev.rapier;

import dev.rapier.client.ClientTimeoutException;
import dev.rapier.client.PoolTimeoutException;
import dev.rapier.client.TransportException;
import dev.rapier.http.HeaderList;
import dev.rapier.sql.ConnectionLost;
import dev.rapier.sql.PoolTimeout;
import dev.rapier.web.App;
import dev.rapier.web.AppExtension;
import dev.rapier.web.ExceptionHandler;
import dev.rapier.web.HttpException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * How a service answers when something that it needs is out of order and the handler does not deal with it: a database
 * without a free connection or out of reach is 503, an upstream out of reach 502, one that is too slow 504. None of it is an
 * error of the program, so it leaves one line without a stack trace. An exception handler of the application goes before it.
 */
public final class Outages implements AppExtension {
    private static final Logger LOG = System.getLogger("rapier.web");

    /** For {@link java.util.ServiceLoader}. */
    public Outages() {}

    @Override
    public void install(App app) {
        app.exceptionHandler(PoolTimeout.class, busy("The database is busy, try again"));
        app.exceptionHandler(ConnectionLost.class, busy("The database is out of reach, try again"));
        app.exceptionHandler(PoolTimeoutException.class, busy("The upstream is busy, try again"));
        app.exceptionHandler(ClientTimeoutException.class, answer(new HttpException(504)));
        app.exceptionHandler(TransportException.class, answer(new HttpException(502)));
    }

    private static <E extends Exception> ExceptionHandler<E> busy(String detail) {
        return answer(new HttpException(503, detail, HeaderList.of("retry-after", "1")));
    }

    private static <E extends Exception> ExceptionHandler<E> answer(HttpException page) {
        return (request, failure) -> {
            LOG.log(Level.WARNING, request.method() + " " + request.rawPath() + ": " + failure);
            return page.response();
        };
    }
}
