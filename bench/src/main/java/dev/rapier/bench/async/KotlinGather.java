package dev.rapier.bench.async;

import java.util.ArrayList;
import java.util.List;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.AwaitKt;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.Dispatchers;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What Kotlin's compiler makes of {@code repeat(times) { List(children) { async { 42 } }.awaitAll() }} on the default dispatcher,
 * written by hand: a loop that is left when it suspends and entered again when it is resumed.
 */
@SuppressWarnings("serial") // Kotlin's continuations are serializable; nobody does it
final class KotlinGather extends ContinuationImpl {
    private static final Integer RESULT = 42;
    private static final Function2<CoroutineScope, Continuation<? super Integer>, Object> BODY =
            (scope, continuation) -> RESULT;

    private final CoroutineScope scope;
    private final int children;
    private final Blackhole blackhole;
    private int left;

    private KotlinGather(
            int times,
            int children,
            Blackhole blackhole,
            CoroutineScope scope,
            Continuation<? super Object> completion) {
        super(completion);
        this.scope = scope;
        this.children = children;
        this.blackhole = blackhole;
        this.left = times;
    }

    static void run(int times, int children, Blackhole blackhole) throws InterruptedException {
        BuildersKt.<Object>runBlocking(
                Dispatchers.getDefault(),
                (scope, completion) -> new KotlinGather(times, children, blackhole, scope, completion).turn());
    }

    @Override
    protected @Nullable Object invokeSuspend(Object result) {
        ResultKt.throwOnFailure(result);
        blackhole.consume(result);
        return turn();
    }

    private @Nullable Object turn() {
        while (left-- > 0) {
            List<Deferred<Integer>> deferred = new ArrayList<>(children);
            for (int i = 0; i < children; i++) {
                deferred.add(BuildersKt.async(scope, EmptyCoroutineContext.INSTANCE, CoroutineStart.DEFAULT, BODY));
            }
            Object results = AwaitKt.awaitAll(deferred, this);
            if (results == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
                return results;
            }
            blackhole.consume(results);
        }
        return Unit.INSTANCE;
    }
}
