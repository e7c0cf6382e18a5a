package dev.rapier.client;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** What a bad server does, what the call throws, and what becomes of the connection: the lines of {@code docs/client-faults.md}. */
enum Fault {
    HANGS_BEFORE_HEAD(
            "takes the request and answers nothing",
            ReadTimeoutException.class,
            t -> t.withRead(soon()),
            LoopbackServer.Peer::receive),
    HANGS_IN_HEAD("stops in the middle of the head", ReadTimeoutException.class, t -> t.withRead(soon()), peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nContent-Le");
    }),
    HANGS_IN_BODY("stops in the middle of the body", ReadTimeoutException.class, t -> t.withRead(soon()), peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    }),
    DRIPS_HEAD(
            "sends the head an octet at a time, for ever",
            TotalTimeoutException.class,
            t -> t.withTotal(soon()),
            peer -> {
                peer.receive();
                peer.send("HTTP/1.1 200 OK\r\nX-Slow: ");
                drip(peer, "x");
            }),
    DRIPS_BODY(
            "sends the body an octet at a time, for ever",
            TotalTimeoutException.class,
            t -> t.withTotal(soon()),
            peer -> {
                peer.receive();
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                drip(peer, "x");
            }),
    FLOODS_INFORMATION(
            "sends 102 Processing again and again", TotalTimeoutException.class, t -> t.withTotal(soon()), peer -> {
                peer.receive();
                drip(peer, "HTTP/1.1 102 Processing\r\n\r\n");
            }) {
        /** The JDK counts them. */
        @Override
        Class<? extends RequestException> exception(Engine engine) {
            return engine == Engine.JDK ? RemoteProtocolException.class : super.exception(engine);
        }
    },
    TAKES_NO_UPLOAD(
            "takes nothing of an upload",
            WriteTimeoutException.class,
            t -> t.withWrite(soon()),
            LoopbackServer.Peer::waitUntilHealed) {
        @Override
        void call(Client client, String url) {
            client.post(url, Payload.bytes(new byte[32 << 20]));
        }
    },
    RESETS_UPLOAD("resets the connection during an upload", WriteFailedException.class, t -> t, peer -> {
        peer.socket().getInputStream().read();
        peer.reset();
    }) {
        @Override
        void call(Client client, String url) {
            client.post(url, Payload.bytes(new byte[32 << 20]));
        }
    },
    HANGS_IN_HANDSHAKE(
            "says nothing where TLS should begin",
            ConnectTimeoutException.class,
            t -> t.withConnect(soon()),
            peer -> {}) {
        @Override
        void call(Client client, String url) {
            client.get(url.replace("http:", "https:"));
        }
    },
    SPEAKS_NO_TLS(
            "speaks HTTP where TLS should begin",
            ConnectFailedException.class,
            t -> t,
            peer -> peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
        @Override
        void call(Client client, String url) {
            client.get(url.replace("http:", "https:"));
        }
    },
    RESETS_BEFORE_HEAD("resets the connection before the head", ReadFailedException.class, t -> t, peer -> {
        peer.receive();
        peer.reset();
    }),
    RESETS_IN_BODY("resets the connection in the body", ReadFailedException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
        peer.reset();
    }),
    CLOSES_BEFORE_HEAD("closes before the head", RemoteProtocolException.class, t -> t, peer -> {
        peer.receive();
        peer.close();
    }),
    CLOSES_IN_HEAD("closes in the middle of the head", RemoteProtocolException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nContent-Le");
        peer.close();
    }),
    PROMISES_TOO_MUCH(
            "closes before all of the promised length has come", RemoteProtocolException.class, t -> t, peer -> {
                peer.receive();
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
                peer.close();
            }),
    CLOSES_IN_CHUNK("closes in the middle of a chunk", RemoteProtocolException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nshort");
        peer.close();
    }),
    CLOSES_BETWEEN_CHUNKS("closes before the last chunk", RemoteProtocolException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n");
        peer.close();
    }),
    BAD_CHUNK_SIZE("sends a chunk whose size is no number", RemoteProtocolException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nshort\r\n0\r\n\r\n");
    }),
    HUGE_CHUNK_SIZE("sends a chunk whose size no number can hold", RemoteProtocolException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nshort\r\n0\r\n\r\n");
    }),
    GARBAGE("speaks another protocol", RemoteProtocolException.class, t -> t, peer -> {
        peer.receive();
        peer.send("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    }),
    ENDLESS_HEAD("sends header fields without end", RemoteProtocolException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\n");
        for (int i = 0; true; i++) {
            peer.send("X-Field-" + i + ": " + "x".repeat(1000) + "\r\n");
        }
    }),
    ENDLESS_LINE("sends a header field without end", RemoteProtocolException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nX-Field: ");
        while (true) {
            peer.send("x".repeat(1000));
        }
    }),
    BROKEN_GZIP("sends gzip that is none", DecodingException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(1000));
    }),
    TOO_LARGE("sends more than the client allows", ResponseTooLargeException.class, t -> t, peer -> {
        peer.receive();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\nbeginning");
    }),
    ENDLESS_REDIRECTS("redirects for ever", TooManyRedirectsException.class, t -> t, peer -> {
        for (var request = peer.receive(); request.path().startsWith("/fault"); request = peer.receive()) {
            peer.send("HTTP/1.1 302 Found\r\nLocation: " + request.path() + "x\r\nContent-Length: 0\r\n\r\n");
        }
        peer.send(LoopbackServer.ok("next"));
    }) {
        @Override
        boolean keepsConnection() {
            return true;
        }
    };

    /** Passes soon; what must not pass in a test is 20 seconds. */
    private static Duration soon() {
        return Duration.ofMillis(300);
    }

    final String what;
    private final Class<? extends RequestException> exception;
    final UnaryOperator<ClientTimeouts> timeouts;
    final LoopbackServer.Script script;

    Fault(
            String what,
            Class<? extends RequestException> exception,
            UnaryOperator<ClientTimeouts> timeouts,
            LoopbackServer.Script script) {
        this.what = what;
        this.exception = exception;
        this.timeouts = timeouts;
        this.script = script;
    }

    Class<? extends RequestException> exception(Engine engine) {
        return exception;
    }

    void call(Client client, String url) {
        client.get(url);
    }

    boolean keepsConnection() {
        return false;
    }

    private static void drip(LoopbackServer.Peer peer, String drop) throws Exception {
        while (true) {
            peer.send(drop);
            Thread.sleep(10); // the pace of the server is what this is about
        }
    }
}
