package dev.rapier.client.okhttp;

import dev.rapier.client.okhttp.CallState.Phase;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Request;

/** Keeps the phase of a call up to date. */
final class Progress extends EventListener {
    private final CallState state;

    Progress(CallState state) {
        this.state = state;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        state.fresh = true;
        state.tunnelling = proxy.type() == Proxy.Type.HTTP && call.request().isHttps();
    }

    @Override
    public void secureConnectStart(Call call) {
        state.tunnelling = false;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        state.phase = Phase.WRITE;
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        if (request.body() == null) {
            state.phase = Phase.READ;
        }
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        state.phase = Phase.READ;
    }

    @Override
    public void responseHeadersStart(Call call) {
        state.answered = true;
        state.phase = Phase.READ;
    }
}
