package io.narthex.itests.clients.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. Its settings are in {@code config/examples/clients/spring-application.yml}. */
@SpringBootApplication
public class WebApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(WebApplication.class, arguments);
    }
}
