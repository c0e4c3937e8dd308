package org.fluxwatch.contract.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/// Puts the case before what went wrong with it: Maven prints no display names.
final class LawFailure implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) throw failure;
        final AssertionError named = new AssertionError(context.getDisplayName() + ": " + failure, failure.getCause());
        named.setStackTrace(failure.getStackTrace());
        throw named;
    }
}
