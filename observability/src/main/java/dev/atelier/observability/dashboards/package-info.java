/** The dashboards as code: what on-call looks at, its form for Grafana, and a picture of it. */
@NullMarked
package dev.atelier.observability.dashboards;

import org.jspecify.annotations.NullMarked;
