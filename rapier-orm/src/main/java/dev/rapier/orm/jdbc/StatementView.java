package dev.rapier.orm.jdbc;

import dev.rapier.sql.DatabaseConnection;
import dev.rapier.sql.WorkKind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement of Hibernate's that obeys the scope of its task, by {@link DatabaseConnection#call}, and that is echoed when asked
 * for. Owned by the task that uses the session.
 */
final class StatementView implements InvocationHandler {
    private final Statement statement;
    private final String sql;
    private final DatabaseConnection connection;
    private final Connection view;
    private final @Nullable Echo echo;
    private final Consumer<SQLException> failures;
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private final List<List<@Nullable Object>> batch = new ArrayList<>();

    private StatementView(
            Statement statement,
            String sql,
            DatabaseConnection connection,
            Connection view,
            @Nullable Echo echo,
            Consumer<SQLException> failures) {
        this.statement = statement;
        this.sql = sql;
        this.connection = connection;
        this.view = view;
        this.echo = echo;
        this.failures = failures;
    }

    /**
     * A view of a statement on a connection; {@code view} is what it says its connection is, {@code failures} is told of
     * everything that the database refuses.
     */
    static Statement of(
            Statement statement,
            String sql,
            DatabaseConnection connection,
            Connection view,
            @Nullable Echo echo,
            Consumer<SQLException> failures) {
        var handler = new StatementView(statement, sql, connection, view, echo, failures);
        return switch (statement) {
            case CallableStatement _ -> JdbcCall.view(CallableStatement.class, handler);
            case PreparedStatement _ -> JdbcCall.view(PreparedStatement.class, handler);
            default -> JdbcCall.view(Statement.class, handler);
        };
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Exception {
        var name = method.getName();
        if (name.equals("getConnection")) {
            return view;
        }
        if (name.startsWith("execute")) {
            var text = arguments != null && arguments.length > 0 && arguments[0] instanceof String given ? given : sql;
            say(text);
            return cursor(
                    connection.call(kind(name), text, statement, () -> refusable(statement, method, arguments)), text);
        }
        remember(name, arguments);
        var result = JdbcCall.on(statement, method, arguments);
        return name.equals("getResultSet") ? cursor(result, sql) : result.orElse(null);
    }

    private WorkKind kind(String method) throws SQLException {
        return switch (method) {
            case "executeQuery" -> statement.getFetchSize() == 0 ? WorkKind.FETCH : WorkKind.STREAM;
            case "executeBatch", "executeLargeBatch" -> WorkKind.BATCH;
            default -> WorkKind.EXECUTE;
        };
    }

    private Optional<Object> refusable(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Exception {
        try {
            return JdbcCall.on(target, method, arguments);
        } catch (SQLException e) {
            failures.accept(e);
            throw e;
        }
    }

    /** A result set that comes in portions reads from the socket as it goes on, and must be stopped in the same way. */
    private @Nullable Object cursor(Optional<Object> result, String text) throws SQLException {
        int portion = statement.getFetchSize();
        if (!(result.orElse(null) instanceof ResultSet rows) || portion == 0) {
            return result.orElse(null);
        }
        int[] count = {0};
        return JdbcCall.view(ResultSet.class, (_, method, arguments) -> {
            if (!method.getName().equals("next")) {
                return JdbcCall.on(rows, method, arguments).orElse(null);
            }
            // The first portion came with the statement; with each later one comes a read.
            boolean reads = count[0] > 0 && count[0] % portion == 0;
            count[0]++;
            return (reads
                            ? connection.call(
                                    WorkKind.STREAM, text, statement, () -> refusable(rows, method, arguments))
                            : connection.step(statement, () -> refusable(rows, method, arguments)))
                    .orElse(null);
        });
    }

    private void say(String text) {
        if (echo != null) {
            echo.statement(text, batch.isEmpty() && !parameters.isEmpty() ? List.of(parameters) : batch);
            batch.clear();
        }
    }

    private void remember(String name, @Nullable Object @Nullable [] arguments) {
        if (echo == null) {
            return;
        }
        if (name.equals("addBatch") && arguments == null) {
            batch.add(new ArrayList<>(parameters));
        } else if (name.startsWith("set")
                && arguments != null
                && arguments.length > 1
                && arguments[0] instanceof Integer index) {
            while (parameters.size() < index) {
                parameters.add(null);
            }
            parameters.set(index - 1, name.equals("setNull") ? null : arguments[1]);
        }
    }
}
