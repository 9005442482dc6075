package dev.atelier.bench.signup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The floor under the gateway: a server that forwards requests and writes its access log, and does
 * nothing else.
 *
 * @param process its master, whose child does the work
 */
record Nginx(Process process) implements AutoCloseable {

    private static final int LOOKS = 100;
    private static final int MILLIS_BETWEEN_LOOKS = 100;

    /** Connections are kept for as long as ours and the gateway's are. */
    private static final String CONFIGURATION =
            """
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log error.log;
            events {
                worker_connections 1024;
            }
            http {
                access_log access.log;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                keepalive_requests 1000000000;
                upstream service {
                    server 127.0.0.1:%d;
                    keepalive 128;
                    keepalive_requests 1000000000;
                }
                server {
                    listen 127.0.0.1:%d;
                    location / {
                        proxy_pass http://service;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header X-Forwarded-For $remote_addr;
                        proxy_set_header X-Request-Id $request_id;
                    }
                }
            }
            """;

    /** Where it is, if it is: on the path, or where an administrator has it. */
    static Optional<Path> find() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it, and returns when it listens. */
    static Nginx start(Path program, Path directory, int port, int behind)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(behind, port));
        Path log = directory.resolve("error.log");
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "-p",
                                directory.toString(),
                                "-e",
                                log.toString(),
                                "-c",
                                configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        Nginx nginx = new Nginx(process);
        Runtime.getRuntime().addShutdownHook(new Thread(nginx::close));
        nginx.awaitListening(port, log);
        return nginx;
    }

    private void awaitListening(int port, Path log) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS && process.isAlive(); look++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
            }
        }
        throw new IllegalStateException("nginx does not start\n" + Files.readString(log));
    }

    /** Its child ends with it. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
