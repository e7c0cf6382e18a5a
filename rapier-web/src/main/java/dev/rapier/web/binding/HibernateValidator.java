package dev.rapier.web.binding;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * The one validator of the process, made when the first route is compiled that needs it: that takes longer than all else at
 * start-up.
 */
final class HibernateValidator {
    private HibernateValidator() {}

    private static final class Holder {
        // Messages with ${..} expressions would need an implementation of Jakarta Expression Language.
        private static final Validator VALIDATOR = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }

    static Validator get() {
        return Holder.VALIDATOR;
    }
}
