package dev.atelier.common.problem;

import dev.atelier.common.problem.CommonRefusal.Unavailable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

import java.util.Optional;

/** A database that is away, full or too slow for now: nothing is wrong with the request. */
class DatabaseProblemMapping implements ProblemMapping {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProblemMapping.class);

    @Override
    public Optional<Problem> problem(Throwable exception) {
        boolean passing =
                exception instanceof NonTransientDataAccessResourceException
                        || exception instanceof TransientDataAccessException
                        || exception instanceof CannotCreateTransactionException;
        if (!passing) {
            return Optional.empty();
        }
        LOG.warn("the database did not do its part: {}", exception.toString());
        return Optional.of(new Unavailable("Our data cannot be reached.").problem());
    }
}
