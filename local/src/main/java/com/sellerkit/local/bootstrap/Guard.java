package com.sellerkit.local.bootstrap;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/// Runs another main class and ends the process as soon as the parent's end of standard input
/// closes.
///
/// So no child outlives the runner, however the runner ended.
public final class Guard {
    private Guard() {}

    /// Starts the main class named first with the remaining arguments.
    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().daemon().name("guard").start(Guard::endWithTheParent);
        try {
            Class.forName(arguments[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static void endWithTheParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever sent
            }
        } catch (IOException e) {
            // a broken pipe means the same
        }
        Runtime.getRuntime().halt(130);
    }
}
