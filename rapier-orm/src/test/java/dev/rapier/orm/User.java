package dev.rapier.orm;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

@Entity
@Table(name = "users")
class User {
    static final Mapped<User, Integer> ID = Mapped.of(User.class, "id", Integer.class);
    static final MappedText<User> USERNAME = Mapped.text(User.class, "username");
    static final MappedText<User> EMAIL = Mapped.text(User.class, "email");
    static final Mapped<User, Integer> LOGIN_COUNT = Mapped.of(User.class, "loginCount", Integer.class);

    static final Mapped<User, Post> POSTS = Mapped.of(User.class, "posts", Post.class);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    String username;

    @Column(unique = true)
    String email;

    Integer loginCount;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    List<Post> posts = new ArrayList<>();

    User() {}

    User(String username, String email) {
        this.username = username;
        this.email = email;
    }

    User with(String title) {
        posts.add(new Post(this, title));
        return this;
    }
}
