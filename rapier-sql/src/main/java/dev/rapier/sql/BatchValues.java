package dev.rapier.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets the values of one statement of a batch after the other. Owned by the call that runs the batch. */
@FunctionalInterface
interface BatchValues<V> {
    void set(PreparedStatement batch, V values) throws SQLException;

    static BatchValues<Map<String, ?>> ofMaps(ParsedSql sql, Binding binding) {
        return (batch, values) -> Values.checkAndBind(batch, sql, values, binding);
    }

    static BatchValues<Record> ofRecords(ParsedSql sql, Binding binding) {
        return new OfRecords(sql, binding);
    }

    /** Looks at the type of the records once, for they mostly have one. */
    final class OfRecords implements BatchValues<Record> {
        private final ParsedSql sql;
        private final Binding binding;
        private @Nullable Class<?> type;
        private @Nullable RecordBinding known;

        private OfRecords(ParsedSql sql, Binding binding) {
            this.sql = sql;
            this.binding = binding;
        }

        @Override
        public void set(PreparedStatement batch, Record values) throws SQLException {
            var fitting = known;
            if (fitting == null || values.getClass() != type) {
                fitting = RecordValues.of(values.getClass()).binding(sql, binding);
                known = fitting;
                type = values.getClass();
            }
            fitting.bind(batch, values);
        }
    }
}
