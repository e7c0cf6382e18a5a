package dev.rapier.orm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
@jakarta.persistence.Table(name = "slow_users")
class SlowUser {
    @Id
    Integer id;

    String username;
}
