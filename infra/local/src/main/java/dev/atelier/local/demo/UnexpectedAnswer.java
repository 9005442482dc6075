package dev.atelier.local.demo;

/** The story cannot go on, because an answer was not what the HTTP contract says. */
class UnexpectedAnswer extends RuntimeException {

    UnexpectedAnswer(Answer answer, String expectation) {
        super(answer + ", but " + expectation + ":\n" + readable(answer));
    }

    private static String readable(Answer answer) {
        return answer.body().isMissingNode() ? answer.text() : answer.body().toPrettyString();
    }
}
