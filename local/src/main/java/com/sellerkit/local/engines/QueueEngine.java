package com.sellerkit.local.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.template.Names;
import com.sellerkit.local.template.Template;
import com.sellerkit.local.template.TemplateProblem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.Nil$;

/// ElasticMQ in the place of SQS: visibility, batches, redrive and dead-letter queues; messages are
/// kept on disk.
public final class QueueEngine implements AutoCloseable {
    private final ActorSystem system;
    private final SQSRestServer server;
    private final EngineClient client;
    private final URI address;

    /// Starts the engine and restores what an earlier run left.
    ///
    /// @param data where messages are kept; without it they live in memory
    public QueueEngine(int port, Optional<Path> data, String region) {
        this.address = URI.create("http://127.0.0.1:" + port);
        Config quiet =
                ConfigFactory.parseString(
                                "pekko.loglevel=WARNING, pekko.http.server.idle-timeout=120s,"
                                        + "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook=off, pekko.jvm-exit-on-fatal-error=off")
                        .withFallback(ConfigFactory.load());
        this.system = ActorSystem.create("queues", quiet);
        Option<ActorRef> storage =
                data.map(this::storage).map(Option::apply).orElse(Option.empty());
        ActorRef manager =
                system.actorOf(
                        Props.create(
                                QueueManagerActor.class,
                                new NowProvider(),
                                StrictSQSLimits$.MODULE$,
                                storage));
        if (storage.isDefined()) {
            Patterns.ask(storage.get(), new QueueEvent.Restore(manager), Duration.ofSeconds(20))
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }
        this.server =
                SQSRestServerBuilder.withActorSystem(system)
                        .withQueueManagerActor(manager)
                        .withInterface("127.0.0.1")
                        .withPort(port)
                        .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""))
                        .withAWSRegion(region)
                        .withAWSAccountId(Names.ACCOUNT)
                        .start();
        server.waitUntilStarted();
        this.client = new EngineClient(address, "sqs", "AmazonSQS", region, "local");
    }

    private ActorRef storage(Path data) {
        var config =
                new SqlQueuePersistenceConfig(
                        true, "org.h2.Driver", "jdbc:h2:" + data.toAbsolutePath(), "", "", false);
        return system.actorOf(Props.create(SqlQueuePersistenceActor.class, config, Nil$.MODULE$));
    }

    /// Where it listens.
    public URI address() {
        return address;
    }

    /// Makes the queues that are missing and brings the others in line with the template.
    ///
    /// @throws TemplateProblem when a dead-letter queue is not in the template
    public void lay(List<Template.Queue> queues) {
        var names = queues.stream().map(Template.Queue::name).toList();
        // A redrive policy may only name a queue that exists.
        var ordered = new ArrayList<Template.Queue>();
        queues.stream()
                .filter(queue -> !queue.attributes().containsKey("RedrivePolicy"))
                .forEach(ordered::add);
        queues.stream()
                .filter(queue -> queue.attributes().containsKey("RedrivePolicy"))
                .forEach(ordered::add);
        for (Template.Queue queue : ordered) {
            String redrive = queue.attributes().getOrDefault("RedrivePolicy", "");
            if (!redrive.isEmpty()
                    && names.stream().noneMatch(name -> redrive.contains(":" + name + "\""))) {
                throw new TemplateProblem(
                        "The queue "
                                + queue.name()
                                + " redrives to a queue that is not in the template.");
            }
            ObjectNode create = EngineClient.input().put("QueueName", queue.name());
            ObjectNode attributes = create.putObject("Attributes");
            queue.attributes().forEach(attributes::put);
            // ElasticMQ keeps messages until they are taken, and says so with a warning each time.
            attributes.remove("MessageRetentionPeriod");
            if (exists(queue.name())) {
                ObjectNode set = EngineClient.input().put("QueueUrl", url(queue.name()));
                set.set("Attributes", attributes);
                call("SetQueueAttributes", set);
            } else {
                call("CreateQueue", create);
            }
        }
    }

    private boolean exists(String queue) {
        try {
            call("GetQueueUrl", EngineClient.input().put("QueueName", queue));
            return true;
        } catch (EngineClient.EngineRefusal e) {
            return false;
        }
    }

    private String url(String queue) {
        return address + "/" + Names.ACCOUNT + "/" + queue;
    }

    /// Takes up to ten messages, waiting for the first.
    public JsonNode receive(String queue, int most, int waitSeconds)
            throws IOException, InterruptedException {
        ObjectNode input =
                EngineClient.input()
                        .put("QueueUrl", url(queue))
                        .put("MaxNumberOfMessages", Math.min(10, most))
                        .put("WaitTimeSeconds", waitSeconds);
        input.putArray("AttributeNames").add("All");
        input.putArray("MessageAttributeNames").add("All");
        return client.call("ReceiveMessage", input).path("Messages");
    }

    /// Looks at messages without taking them, so that none is hidden from anybody.
    ///
    /// @param most 1 to 10
    public List<JsonNode> peek(String queue, int most) {
        ObjectNode input =
                EngineClient.input()
                        .put("QueueUrl", url(queue))
                        .put("MaxNumberOfMessages", most)
                        .put("VisibilityTimeout", 0)
                        .put("WaitTimeSeconds", 0);
        input.putArray("AttributeNames").add("All");
        input.putArray("MessageAttributeNames").add("All");
        var messages = new ArrayList<JsonNode>();
        call("ReceiveMessage", input).path("Messages").forEach(messages::add);
        return messages;
    }

    /// Deletes all messages of a queue, those in flight included.
    public void purge(String queue) {
        call("PurgeQueue", EngineClient.input().put("QueueUrl", url(queue)));
    }

    /// Deletes messages by their receipt handles.
    public void delete(String queue, List<String> receiptHandles) {
        for (String handle : receiptHandles) {
            call(
                    "DeleteMessage",
                    EngineClient.input().put("QueueUrl", url(queue)).put("ReceiptHandle", handle));
        }
    }

    /// Sends a message.
    public void send(String queue, String body) {
        send(queue, body, Optional.empty());
    }

    /// Sends a message.
    ///
    /// @param group what it is counted under, so that one sender's many delay no other's
    public void send(String queue, String body, Optional<String> group) {
        ObjectNode input =
                EngineClient.input().put("QueueUrl", url(queue)).put("MessageBody", body);
        group.ifPresent(name -> input.put("MessageGroupId", name));
        call("SendMessage", input);
    }

    /// How many messages a queue holds: waiting, delayed and in flight.
    public Map<String, Integer> depth(String queue) {
        ObjectNode input = EngineClient.input().put("QueueUrl", url(queue));
        input.putArray("AttributeNames").add("All");
        JsonNode attributes = call("GetQueueAttributes", input).path("Attributes");
        return Map.of(
                "waiting", attributes.path("ApproximateNumberOfMessages").asInt(),
                "delayed", attributes.path("ApproximateNumberOfMessagesDelayed").asInt(),
                "inFlight", attributes.path("ApproximateNumberOfMessagesNotVisible").asInt());
    }

    private JsonNode call(String operation, ObjectNode input) {
        try {
            return client.call(operation, input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while calling a queue.", e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(3, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            // It ends with the process.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
