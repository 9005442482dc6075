package dev.atelier.system.alerts;

import java.util.List;

/**
 * Series that are asked for and that a good run does not have. Each stands here by itself, as it is
 * written in the rule or runbook, so that no other one is overlooked with it.
 *
 * @param selector what is asked for
 * @param instead differs in nothing but the value that is missing, and is there
 * @param why nothing here makes it
 */
record Absence(String selector, String instead, String why) {

    static final List<Absence> ALL =
            List.of(
                    new Absence(
                            "http_server_requests_seconds_count{application!=\"gateway\",status=~\"5..\"}",
                            "http_server_requests_seconds_count{application!=\"gateway\",status=~\"4..\"}",
                            "No service fails: what is away answers nothing at all."),
                    new Absence(
                            "atelier_event_handling_seconds_count{error!=\"none\"}",
                            "atelier_event_handling_seconds_count{error=\"none\"}",
                            "No event is one that its consumer cannot handle."),
                    new Absence(
                            "ALERTS{alertname=\"PostgresDown\",alertstate=\"firing\"}",
                            "ALERTS{alertname=\"ServiceDown\",alertstate=\"firing\"}",
                            "The database stays. Tests of the rules hold the name to its alert."));
}
