package dev.atelier.common.problem;

import dev.atelier.common.problem.CommonRefusal.ContentTooLarge;
import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.problem.CommonRefusal.Unauthenticated;
import dev.atelier.common.problem.CommonRefusal.Unavailable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerErrorException;
import org.springframework.web.server.ServerWebInputException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns what Spring throws into problems. */
class FrameworkProblemMapping implements ProblemMapping {

    @Override
    public Optional<Problem> problem(Throwable exception) {
        return Optional.ofNullable(
                switch (exception) {
                    case RefusedException refused -> refused.refusal().problem();
                    case AuthenticationServiceException _ ->
                            new Unavailable("Tokens cannot be verified at the moment.").problem();
                    case AuthenticationException _ -> new Unauthenticated().problem();
                    case AccessDeniedException _ ->
                            new CommonRefusal.Forbidden("Your token does not allow this.")
                                    .problem();
                    case ServerExchangeRejectedException _ -> rejected();
                    case DataBufferLimitException _ -> tooLarge();
                    case WebExchangeBindException invalid -> invalid(invalid);
                    case ServerWebInputException invalid -> invalid(invalid);
                    case ServerErrorException missing when isBlankId(missing) ->
                            new NotFound("There is nothing with a blank id.").problem();
                    case MethodNotAllowedException notAllowed -> notAllowed(notAllowed);
                    case ResponseStatusException status -> status(status);
                    default -> null;
                });
    }

    private static Problem tooLarge() {
        return new ContentTooLarge("Send less at once.").problem();
    }

    /** What the firewall's message says is for a log. */
    private static Problem rejected() {
        return InvalidRequest.at("", "has a path or a header that is not normal").problem();
    }

    private static Problem invalid(WebExchangeBindException exception) {
        List<InputError> errors =
                exception.getFieldErrors().stream()
                        .map(error -> new InputError(pointer(error), message(error)))
                        .sorted((one, other) -> one.pointer().compareTo(other.pointer()))
                        .toList();
        return new InvalidRequest(errors).problem();
    }

    private static Problem invalid(ServerWebInputException exception) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(exception);
        if (root instanceof DataBufferLimitException) {
            return tooLarge();
        }
        if (exception.getCause() instanceof TypeMismatchException mismatch) {
            return mismatch(exception, mismatch);
        }
        if (exception.getCause() instanceof DecodingException decoding
                && decoding.getCause() instanceof JacksonException json) {
            return InvalidRequest.at(pointer(json), message(json)).problem();
        }
        return InvalidRequest.at("", Optional.ofNullable(exception.getReason()).orElse("missing"))
                .problem();
    }

    /** An id that cannot be one names nothing that exists; any other parameter is just wrong. */
    private static Problem mismatch(
            ServerWebInputException exception, TypeMismatchException mismatch) {
        MethodParameter parameter = exception.getMethodParameter();
        if (parameter == null) {
            return InvalidRequest.at("", "has the wrong type").problem();
        }
        return parameter.hasParameterAnnotation(PathVariable.class)
                ? new NotFound("There is nothing with the id " + mismatch.getValue() + ".")
                        .problem()
                : InvalidRequest.at("/" + parameter.getParameterName(), "has the wrong type")
                        .problem();
    }

    /** Spring converts a blank id to none, and takes that for a fault of ours. */
    private static boolean isBlankId(ServerErrorException exception) {
        MethodParameter parameter = exception.getMethodParameter();
        return parameter != null && parameter.hasParameterAnnotation(PathVariable.class);
    }

    private static Problem notAllowed(MethodNotAllowedException exception) {
        String allowed =
                exception.getSupportedMethods().stream()
                        .map(Object::toString)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return Problem.of(405, "method-not-allowed", "This method is not allowed here")
                .detail("Allowed: " + allowed + ".")
                .header("Allow", allowed);
    }

    private static Problem status(ResponseStatusException exception) {
        HttpStatus status = HttpStatus.resolve(exception.getStatusCode().value());
        if (status == HttpStatus.NOT_FOUND) {
            return new NotFound("No resource has this path.").problem();
        }
        String title = status == null ? "The request failed" : status.getReasonPhrase();
        Problem problem = Problem.of(exception.getStatusCode().value(), slug(title), title);
        for (var header : exception.getHeaders().headerSet()) {
            problem = problem.header(header.getKey(), String.join(", ", header.getValue()));
        }
        return problem;
    }

    private static String slug(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }

    private static String pointer(FieldError error) {
        return "/" + error.getField().replace('.', '/').replace("[", "/").replace("]", "");
    }

    private static String message(FieldError error) {
        return Optional.ofNullable(error.getDefaultMessage()).orElse("is not valid");
    }

    private static String pointer(JacksonException exception) {
        return exception.getPath().stream()
                .map(step -> "/" + segment(step))
                .collect(Collectors.joining());
    }

    private static String segment(JacksonException.Reference step) {
        String name = step.getPropertyName();
        return name == null
                ? Integer.toString(step.getIndex())
                : name.replace("~", "~0").replace("/", "~1");
    }

    private static String message(JacksonException exception) {
        return switch (exception) {
            case UnrecognizedPropertyException _ -> "is not known here or cannot be written";
            case DatabindException _ -> "has the wrong type or form";
            default -> "is not valid JSON";
        };
    }
}
