# The images of Atelier; docs/images.md says how they are used, and why they are as they are.
#
#   docker build --build-arg DEPLOYABLE=gateway --tag atelier/gateway .
#   docker build --target observability --tag atelier/observability .
#   docker build --target local --tag atelier/local .
#
# It takes BuildKit and nothing else: the jars are made from source. Who has made them already
# (mvn -DskipTests package) says --build-arg JARS=built.

ARG RUNTIME=eclipse-temurin:25-jre
ARG BUILDER=maven:3.9-eclipse-temurin-25
# from-source or built.
ARG JARS=from-source
# none, or rds: the certificates that target/rds-authorities.pem has.
ARG AUTHORITIES=none

# All jars at once, so that images that are built together compile once.
FROM ${BUILDER} AS from-source
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository,sharing=locked \
    mvn -B -q -Dmaven.test.skip -Dexec.skip -Denforcer.skip -Dmdep.skip \
        -pl gateway,user-service,workshop-service,enrollment-service,infra/local,observability \
        -am clean package

FROM scratch AS built
COPY . /source

FROM ${JARS} AS jars

# A layer for what seldom changes, and one for what often does. Files get the time that is in the
# project's jars (project.build.outputTimestamp): a cache is refused for files of another time.
FROM ${RUNTIME} AS unpacked
ARG DEPLOYABLE
WORKDIR /unpacked
COPY --from=jars /source/${DEPLOYABLE}/target/${DEPLOYABLE}.jar /tmp/app.jar
RUN java -Djarmode=tools -jar /tmp/app.jar extract --layers --destination .
COPY infra/containers/java.options application/
RUN find . -exec touch --date=2026-01-01T00:00:00Z {} +

# All but the cache.
FROM ${RUNTIME} AS untrained
WORKDIR /app
COPY --from=unpacked /unpacked/dependencies/ ./
COPY --from=unpacked /unpacked/snapshot-dependencies/ ./
COPY --from=unpacked /unpacked/application/ ./
ENV SPRING_PROFILES_ACTIVE=production

# The classes, loaded and linked beforehand: the application starts, connects to nothing, and ends.
FROM untrained AS trained
ARG DEPLOYABLE
COPY --from=jars /source/infra/topology/target/atelier-topology-*.jar /training/topology.jar
RUN java -cp /training/topology.jar dev.atelier.topology.TrainingVariables "${DEPLOYABLE}" \
        >/training/variables \
    && set -a && . /training/variables && set +a \
    && java @java.options -Xlog:disable -Xlog:all=error:stderr -XX:AOTCacheOutput=app.aot \
        -Dspring.context.exit=onRefresh -jar app.jar \
    && touch --date=2026-01-01T00:00:00Z app.aot

FROM scratch AS authorities-none
WORKDIR /etc/atelier

FROM scratch AS authorities-rds
COPY target/rds-authorities.pem /etc/atelier/

FROM authorities-${AUTHORITIES} AS authorities

# What the laptop has instead of a company's issuer and of PagerDuty. Never pushed.
FROM ${RUNTIME} AS local
WORKDIR /app
RUN --mount=type=bind,from=jars,source=/source/infra/local/target,target=/tmp/jars \
    java -Djarmode=tools -jar /tmp/jars/atelier-local-exec.jar extract --destination . \
    && mv atelier-local-exec.jar app.jar && rm lib/embedded-postgres-binaries-*
USER 10001:10001
VOLUME /tmp
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=50", \
    "--enable-native-access=ALL-UNNAMED", "-cp", "/app/app.jar"]
CMD ["dev.atelier.local.issuer.IssuerApplication"]

# Writes the configuration of Prometheus, Alertmanager or Grafana, and ends.
FROM ${RUNTIME} AS observability
ARG SOURCE=""
ARG VERSION=""
ARG REVISION=""
WORKDIR /app
COPY --from=jars /source/observability/target/atelier-observability-exec.jar app.jar
RUN mkdir --mode=1777 /work
COPY observability/alertmanager observability/alertmanager
COPY observability/grafana observability/grafana
COPY observability/prometheus observability/prometheus
USER 65534:65534
VOLUME /work
LABEL org.opencontainers.image.title="atelier/observability" \
    org.opencontainers.image.source="${SOURCE}" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-jar", "app.jar"]

# One of the four deployables.
FROM untrained AS deployable
ARG DEPLOYABLE
COPY --from=trained /app/app.aot ./
COPY --from=authorities /etc/atelier /etc/atelier
USER 10001:10001
# No image whose cache is not the one that it starts with.
RUN --mount=type=tmpfs,target=/tmp \
    --mount=type=bind,from=trained,source=/training,target=/tmp/training \
    set -a && . /tmp/training/variables && set +a \
    && java @java.options -XX:AOTMode=on -XX:AOTCache=app.aot -Dspring.context.exit=onRefresh \
        -jar app.jar
# Who makes the root read-only leaves this: Netty and Tomcat unpack into it.
VOLUME /tmp
EXPOSE 8080 9080
# Ready, since nothing here restarts an image by it: others wait for it. ECS asks for itself.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-9080} && printf 'GET /actuator/health/readiness HTTP/1.0\r\n\r\n' >&3 && grep -q ' 200 ' <&3"]
ENTRYPOINT ["java", "@/app/java.options", "-XX:AOTCache=/app/app.aot", "-jar", "/app/app.jar"]
ARG SOURCE=""
ARG VERSION=""
ARG REVISION=""
LABEL org.opencontainers.image.title="atelier/${DEPLOYABLE}" \
    org.opencontainers.image.source="${SOURCE}" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}"
