package dev.rapier.bench;

import dev.rapier.bench.client.Caller;

/** What is measured of a client. */
enum ClientCase {
    GET_1("GET of a small JSON, one after the other", 1, 1.2, "get.1"),
    GET_32("the same, 32 at once", 32, 1.2, "get.32"),
    GET_320("the same, 320 at once", 320, 1.2, "get.320"),
    FAN_OUT("ten at once, 4 times", 4, 1.25, "fan-out") {
        @Override
        void call(Caller caller, String url) {
            caller.fanOut(url);
        }
    };

    final String what;
    final int threads;

    /** The CPU of Rapier beside that of OkHttp, at most. */
    final double target;

    /** Its name in the figures of Python. */
    final String pythonName;

    ClientCase(String what, int threads, double target, String pythonName) {
        this.what = what;
        this.threads = threads;
        this.target = target;
        this.pythonName = pythonName;
    }

    void call(Caller caller, String url) {
        if (caller.get(url).length == 0) {
            throw new IllegalStateException("an empty answer");
        }
    }
}
