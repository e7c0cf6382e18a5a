import module dev.rapier;
import static dev.rapier.async.Async.*;

record Part(int id, String name, double price) {}
record Offer(Part part, int stock) {}

@Get("/offers/{part_id}")
Offer offer(int partId) {
    return gather(() -> part(partId), () -> stock(partId), Offer::new); // both at once; one fails: the other is cancelled
}

Part part(int id) {
    sleep(Duration.ofMillis(200)); // a slow database: blocks this virtual thread and nobody else
    if (id > 9) throw new HttpException(404, "No part " + id);
    return new Part(id, "Blade", 9.5);
}

int stock(int partId) {
    sleep(Duration.ofMillis(300)); // a slow service
    return 7 * partId;
}

void main() { Rapier.serve(this); }
