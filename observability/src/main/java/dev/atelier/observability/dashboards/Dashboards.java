package dev.atelier.observability.dashboards;

import java.util.List;

/** All dashboards. On-call begins with the first and goes on to the one that it points at. */
public final class Dashboards {

    private static final Dashboard ON_CALL =
            new Dashboard(
                    "on-call",
                    "On-call home",
                    List.of(
                            Panel.lanes(
                                    "Firing alerts",
                                    Look.FIRING,
                                    "sum by (alertname, severity, application)"
                                            + " (ALERTS{alertstate=\"firing\"})",
                                    "{{severity}} {{alertname}} {{application}}"),
                            Panel.lanes(
                                            "Up",
                                            Look.UP,
                                            "min by (application) (up{job=\"atelier\"})",
                                            "{{application}}")
                                    .and("min(pg_up)", "postgres")
                                    .and(
                                            "min by (job) (up{job!=\"atelier\"})",
                                            "scrape of {{job}}"),
                            Panel.of(
                                            "Budget left of three days",
                                            "percentunit",
                                            "1 - gateway:error_ratio:rate3d / 0.001",
                                            "availability")
                                    .and("1 - gateway:slow_ratio:rate3d / 0.01", "latency"),
                            Panel.of(
                                            "Budget burn",
                                            "short",
                                            "gateway:error_ratio:rate5m / 0.001",
                                            "availability, 5 minutes")
                                    .and("gateway:error_ratio:rate1h / 0.001", "availability, hour")
                                    .and("gateway:slow_ratio:rate5m / 0.01", "latency, 5 minutes")
                                    .and("gateway:slow_ratio:rate1h / 0.01", "latency, hour")));

    private static final Dashboard GATEWAY =
            new Dashboard(
                    "gateway",
                    "Gateway",
                    List.of(
                            Panel.of(
                                    "Requests",
                                    "reqps",
                                    "sum by (routeId)"
                                        + " (rate(spring_cloud_gateway_requests_seconds_count[5m]))",
                                    "{{routeId}}"),
                            Panel.of(
                                    "Answers by status",
                                    "reqps",
                                    "sum by (status)"
                                        + " (rate(http_server_requests_seconds_count{application=\"gateway\",uri!~\"/actuator.*\"}[5m]))",
                                    "{{status}}"),
                            Panel.of(
                                    "Time until an answer begins, 99 %",
                                    "s",
                                    "histogram_quantile(0.99, sum by (routeId, le)"
                                        + " (rate(spring_cloud_gateway_requests_seconds_bucket[5m])))",
                                    "{{routeId}}"),
                            Panel.of(
                                            "Connections to services",
                                            "short",
                                            "sum by (remote_address)"
                                                + " (reactor_netty_connection_provider_active_connections{application=\"gateway\"})",
                                            "active {{remote_address}}")
                                    .and(
                                            "sum by (remote_address)"
                                                + " (reactor_netty_connection_provider_pending_connections{application=\"gateway\"})",
                                            "pending {{remote_address}}")));

    private static final Dashboard SERVICE =
            new Dashboard(
                    "service",
                    "Services",
                    List.of(
                            Panel.of(
                                    "Requests by operation",
                                    "reqps",
                                    "sum by (application, method, uri)"
                                        + " (rate(http_server_requests_seconds_count{application!=\"gateway\",uri!~\"/actuator.*\"}[5m]))",
                                    "{{method}} {{uri}}"),
                            Panel.of(
                                    "Time of an answer, 99 %",
                                    "s",
                                    "histogram_quantile(0.99, sum by (application, le)"
                                        + " (rate(http_server_requests_seconds_bucket{application!=\"gateway\",uri!~\"/actuator.*\"}[5m])))",
                                    "{{application}}"),
                            Panel.of(
                                            "Database connections",
                                            "short",
                                            "sum by (application)"
                                                    + " (r2dbc_pool_acquired_connections)",
                                            "taken {{application}}")
                                    .and(
                                            "sum by (application) (r2dbc_pool_pending_connections)",
                                            "waited for {{application}}"),
                            Panel.of(
                                    "Event loop lag",
                                    "s",
                                    "max by (application, instance)"
                                            + " (atelier_event_loop_lag_seconds)",
                                    "{{application}}"),
                            Panel.of(
                                    "Heap after collection",
                                    "percentunit",
                                    "max by (application)"
                                            + " (jvm_memory_usage_after_gc{area=\"heap\"})",
                                    "{{application}}"),
                            Panel.of(
                                    "Time in garbage collection",
                                    "percentunit",
                                    "sum by (application) (rate(jvm_gc_pause_seconds_sum[5m]))",
                                    "{{application}}"),
                            Panel.of(
                                    "CPU",
                                    "percentunit",
                                    "max by (application) (process_cpu_usage)",
                                    "{{application}}")));

    private static final Dashboard EVENTS =
            new Dashboard(
                    "events",
                    "Events",
                    List.of(
                            Panel.of(
                                    "Age of the oldest unsent event",
                                    "s",
                                    "max by (application, subscription)"
                                            + " (atelier_events_backlog_age_seconds)",
                                    "{{application}} to {{subscription}}"),
                            Panel.of(
                                    "Unsent events",
                                    "short",
                                    "max by (application, subscription)"
                                            + " (atelier_events_backlog_size)",
                                    "{{application}} to {{subscription}}"),
                            Panel.of(
                                    "Events sent",
                                    "cps",
                                    "sum by (application, subscription)"
                                            + " (rate(atelier_events_sent_total[5m]))",
                                    "{{application}} to {{subscription}}"),
                            Panel.of(
                                    "Events handled",
                                    "cps",
                                    "sum by (application, error)"
                                            + " (rate(atelier_event_handling_seconds_count[5m]))",
                                    "{{application}} {{error}}"),
                            Panel.of(
                                            "Messages in queues",
                                            "short",
                                            "max by (subscriber) (atelier_queue_visible)",
                                            "waiting {{subscriber}}")
                                    .and(
                                            "max by (subscriber) (atelier_queue_in_flight)",
                                            "in flight {{subscriber}}"),
                            Panel.of(
                                    "Dead letters",
                                    "short",
                                    "max by (subscriber) (atelier_queue_dead_letters)",
                                    "{{subscriber}}"),
                            Panel.of(
                                    "Time in the queue, 99 %",
                                    "s",
                                    "histogram_quantile(0.99, sum by (application, le)"
                                            + " (rate(atelier_event_age_seconds_bucket[5m])))",
                                    "{{application}}"),
                            Panel.of(
                                    "Age of what projections know",
                                    "s",
                                    "time() - max by (application, publisher)"
                                            + " (atelier_projection_applied_seconds)",
                                    "{{application}} of {{publisher}}")));

    private static final Dashboard SIGN_UPS =
            new Dashboard(
                    "sign-ups",
                    "Sign-ups",
                    List.of(
                            Panel.of(
                                    "Decisions",
                                    "cps",
                                    "sum by (command, outcome) (rate(atelier_decisions_total[5m]))",
                                    "{{command}} {{outcome}}"),
                            Panel.of(
                                    "Commands that wait",
                                    "short",
                                    "max by (instance) (atelier_deciding_queue)",
                                    "{{instance}}"),
                            Panel.of(
                                    "Decisions in one transaction",
                                    "short",
                                    "rate(atelier_deciding_batch_size_sum[5m]) /"
                                            + " rate(atelier_deciding_batch_size_count[5m])",
                                    "{{instance}}"),
                            Panel.of(
                                    "Time of a transaction",
                                    "s",
                                    "rate(atelier_deciding_batch_duration_seconds_sum[5m]) /"
                                        + " rate(atelier_deciding_batch_duration_seconds_count[5m])",
                                    "{{instance}}"),
                            Panel.of(
                                            "Waitlists",
                                            "s",
                                            "max(atelier_waitlist_age_seconds)",
                                            "the longest wait")
                                    .and(
                                            "max(atelier_waitlist_due_age_seconds)",
                                            "a free seat that is due"),
                            Panel.of(
                                    "Broken invariants",
                                    "short",
                                    "max by (rule) (atelier_invariant_violations)",
                                    "{{rule}}"),
                            Panel.of(
                                    "Time since the last check",
                                    "s",
                                    "time() - max(atelier_invariant_checked_seconds)",
                                    "seconds"),
                            Panel.of(
                                    "Workshops without an organizer, within a day",
                                    "short",
                                    "max(atelier_workshops_unstaffed)",
                                    "workshops")));

    private static final Dashboard POSTGRES =
            new Dashboard(
                    "postgres",
                    "Postgres",
                    List.of(
                            Panel.lanes("Up", Look.UP, "pg_up", "{{instance}}"),
                            Panel.of(
                                    "Connections",
                                    "short",
                                    "sum by (state) (pg_stat_activity_count)",
                                    "{{state}}"),
                            Panel.of(
                                            "Transactions",
                                            "cps",
                                            "sum(rate(pg_stat_database_xact_commit{datname=\"atelier\"}[5m]))",
                                            "committed")
                                    .and(
                                            "sum(rate(pg_stat_database_xact_rollback{datname=\"atelier\"}[5m]))",
                                            "rolled back"),
                            Panel.of(
                                    "Disk that is free",
                                    "percentunit",
                                    "min by (instance)"
                                        + " (node_filesystem_avail_bytes{job=\"postgres-host\",fstype!=\"tmpfs\"}"
                                        + " / node_filesystem_size_bytes{job=\"postgres-host\",fstype!=\"tmpfs\"})",
                                    "{{instance}}"),
                            Panel.of(
                                    "Replicas are behind",
                                    "s",
                                    "max by (instance) (pg_replication_lag)",
                                    "{{instance}}")));

    private static final Dashboard MONITORING =
            new Dashboard(
                    "monitoring",
                    "Monitoring itself",
                    List.of(
                            Panel.of(
                                    "Samples taken in",
                                    "cps",
                                    "sum by (instance)"
                                        + " (rate(prometheus_tsdb_head_samples_appended_total[5m]))",
                                    "{{instance}}"),
                            Panel.of(
                                    "Series of a scrape",
                                    "short",
                                    "scrape_samples_scraped{job=\"atelier\"}",
                                    "{{application}}"),
                            Panel.of(
                                    "Time of a scrape",
                                    "s",
                                    "max by (job) (scrape_duration_seconds)",
                                    "{{job}}"),
                            Panel.of(
                                    "Time of a group of rules",
                                    "s",
                                    "max by (rule_group)"
                                        + " (label_replace(prometheus_rule_group_last_duration_seconds,"
                                        + " \"rule_group\", \"$1\", \"rule_group\", \".*;(.*)\"))",
                                    "{{rule_group}}"),
                            Panel.of(
                                            "Notifications",
                                            "cps",
                                            "sum by (integration)"
                                                + " (rate(alertmanager_notifications_total{integration=~\"pagerduty|webhook\"}[5m]))",
                                            "{{integration}}")
                                    .and(
                                            "sum by (integration)"
                                                + " (rate(alertmanager_notification_requests_failed_total{integration=~\"pagerduty|webhook\"}[5m]))",
                                            "failed {{integration}}"),
                            Panel.of(
                                    "Alertmanagers that are known",
                                    "short",
                                    "prometheus_notifications_alertmanagers_discovered",
                                    "{{instance}}")));

    private Dashboards() {}

    public static List<Dashboard> all() {
        return List.of(ON_CALL, GATEWAY, SERVICE, EVENTS, SIGN_UPS, POSTGRES, MONITORING);
    }
}
